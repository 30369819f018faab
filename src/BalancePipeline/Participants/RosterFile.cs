using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace BalancePipeline.Participants;

/// <summary>Reads a roster: CSV in UTF-8 with a header line, columns apart by comma, semicolon or tab. One row in memory at a time.</summary>
public static class RosterFile
{
    private const int LongestField = 16 * 1024;
    private static readonly string[] Delimiters = [",", ";", "\t"];
    private static readonly string[] Required = ["email", "team"];
    private static readonly string ColumnsHint = $"its first line must name the columns: {string.Join(',', RosterRow.Columns)}";

    /// <summary>The text of a file, which must be UTF-8; a byte order mark may be there.</summary>
    public static StreamReader Open(Stream stream) => new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));

    /// <summary>Reads the rows one by one.</summary>
    /// <exception cref="RosterException">The file has no usable header, or is no CSV in UTF-8.</exception>
    public static async IAsyncEnumerable<RosterLine> ReadAsync(
        TextReader text, Func<string, bool> knowsRegion, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            GetDelimiter = arguments => Delimiter(arguments.Text),
            MaxFieldSize = LongestField,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
        }, leaveOpen: true);
        if (!await AdvanceAsync(csv)) throw new RosterException("The roster is empty; " + ColumnsHint);
        var columns = ReadHeader(csv.Parser.Record!);
        while (await AdvanceAsync(csv))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return ReadLine(csv.Parser, columns, knowsRegion);
        }
    }

    private static Dictionary<string, int> ReadHeader(string[] header)
    {
        var columns = new Dictionary<string, int>();
        foreach (var (index, name) in header.Index())
        {
            var column = name.Trim().ToLowerInvariant();
            if (column.Length == 0) continue;
            if (!RosterRow.Columns.Contains(column)) throw new RosterException($"The roster has a column '{name}' that is not known; {ColumnsHint}");
            if (!columns.TryAdd(column, index)) throw new RosterException($"The roster has two columns '{column}'.");
        }

        if (Required.Except(columns.Keys).FirstOrDefault() is { } missing)
            throw new RosterException($"The roster has no column '{missing}'; {ColumnsHint}");
        return columns;
    }

    private static RosterLine ReadLine(IParser parser, Dictionary<string, int> columns, Func<string, bool> knowsRegion)
    {
        var fields = parser.Record!;
        string? Field(string column) => columns.TryGetValue(column, out var index) ? index < fields.Length ? fields[index] : "" : null;
        var row = RosterRow.Read(Field, knowsRegion, out var reason);
        var named = columns.Values.Max() + 1;
        if (row is not null && fields.Skip(named).Any(field => field.Length > 0))
            (row, reason) = (null, $"the row has {fields.Length} fields, the header {named}; put quotes around a field that holds the separator");
        return new RosterLine(parser.RawRow, Field("email")!.ToLowerInvariant(), row, reason);
    }

    private static async Task<bool> AdvanceAsync(CsvReader csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (DecoderFallbackException)
        {
            throw new RosterException("The roster is not in UTF-8. Save it as 'CSV UTF-8' and try again.");
        }
        catch (MaxFieldSizeException)
        {
            throw new RosterException($"The roster has a field of more than {LongestField} letters near line {csv.Parser.RawRow}; is a quote missing?");
        }
    }

    // Only the header tells: fields of rows may hold any of the separators.
    private static string Delimiter(string text)
    {
        var header = text.AsSpan()[..(text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)].ToString();
        return Delimiters.MaxBy(delimiter => header.Count(letter => letter == delimiter[0]))!;
    }
}

/// <summary>A line of a roster.</summary>
/// <param name="Number">Line of the file where the row ends, the header being line 1.</param>
/// <param name="Email">What stands in the column, in lower case; also for a bad row.</param>
/// <param name="Row">The row, or null when it is bad.</param>
/// <param name="Reason">What is wrong with a bad row.</param>
public sealed record RosterLine(int Number, string Email, RosterRow? Row, string Reason);

/// <summary>The roster as a whole can't be imported; the message says why.</summary>
public sealed class RosterException(string message) : Exception(message);
