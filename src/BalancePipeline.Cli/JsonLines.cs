using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BalancePipeline.Cli;

/// <summary>Reads and writes JSON Lines as a stream: one record in memory at a time.</summary>
internal static class JsonLines
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A new argument for the file that is read; standard input when it is left out.</summary>
    internal static Argument<FileInfo?> File(string record)
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = $"JSON Lines {record}; standard input when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        file.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is { } name && name.StartsWith('-')) result.AddError($"There is no option '{name}'.");
        });
        return file;
    }

    /// <summary>Reads one object a line from a file, or from standard input when there is none. Blank lines are passed over.</summary>
    internal static async IAsyncEnumerable<JsonRecord> ReadAsync(FileInfo? file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = file is null ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : OpenText(file);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line)) yield return JsonRecord.Parse(line, number);
        }
    }

    /// <summary>Standard output, buffered; written line by line.</summary>
    internal static StreamWriter OpenOutput() => new(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);

    /// <summary>Writes one object as one line.</summary>
    internal static async Task WriteAsync(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await output.WriteAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        await output.WriteAsync('\n');
    }

    private static StreamReader OpenText(FileInfo file) => file.Exists
        ? new StreamReader(file.FullName, Encoding.UTF8)
        : throw new CommandException($"There is no file '{file}'.");
}

/// <summary>One line of JSON Lines, with the line's number for refusals.</summary>
internal sealed record JsonRecord(JsonElement Root, int Line)
{
    internal static JsonRecord Parse(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonRecord(document.RootElement.Clone(), number)
                : throw new CommandException($"Line {number}: expected a JSON object, found {document.RootElement.ValueKind.ToString().ToLowerInvariant()}.");
        }
        catch (JsonException exception)
        {
            throw new CommandException($"Line {number}: not valid JSON at character {exception.BytePositionInLine + 1}.");
        }
    }

    /// <summary>The named string, or a refusal that names the line.</summary>
    internal string Required(string name) => Optional(name)
        ?? throw new CommandException($"Line {Line}: the field \"{name}\" is missing.");

    /// <summary>The named string, or null when it is not there.</summary>
    internal string? Optional(string name)
    {
        if (!Root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw new CommandException($"Line {Line}: the field \"{name}\" must be a string.");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new CommandException($"Line {Line}: the field \"{name}\" holds half of a surrogate pair.");
        }
    }
}
