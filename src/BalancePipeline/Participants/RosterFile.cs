using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace BalancePipeline.Participants;

/// <summary>Reads a roster: CSV in UTF-8 with a header line, columns apart by comma, semicolon or tab.</summary>
public static class RosterFile
{
    private static readonly string[] Required = ["email", "team"];

    /// <summary>Reads the rows one by one.</summary>
    /// <exception cref="RosterException">The file has no usable header.</exception>
    public static IEnumerable<RosterLine> Read(TextReader text)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            MissingFieldFound = null,
            BadDataFound = null,
            TrimOptions = TrimOptions.Trim,
        });
        if (!csv.Read() || !csv.ReadHeader()) throw new RosterException("The roster is empty; its first line must name the columns: " + string.Join(',', RosterRow.Columns));
        var columns = csv.HeaderRecord!.Select(column => column.Trim().ToLowerInvariant()).ToList();
        if (Required.Except(columns).FirstOrDefault() is { } missing)
            throw new RosterException($"The roster has no column '{missing}'; its first line must name the columns: {string.Join(',', RosterRow.Columns)}");

        while (csv.Read())
        {
            var row = RosterRow.Read(column => csv.TryGetField<string>(column, out var field) ? field ?? "" : "", out var reason);
            yield return new RosterLine(csv.Parser.RawRow, row, reason);
        }
    }
}

/// <summary>A line of a roster.</summary>
/// <param name="Number">Line of the file where the row ends, the header being line 1.</param>
/// <param name="Row">The row, or null when it is bad.</param>
/// <param name="Reason">What is wrong with a bad row.</param>
public sealed record RosterLine(int Number, RosterRow? Row, string Reason);

/// <summary>The roster as a whole can't be read; the message says why.</summary>
public sealed class RosterException(string message) : Exception(message);
