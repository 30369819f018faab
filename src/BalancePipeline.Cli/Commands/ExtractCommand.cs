using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BalancePipeline.Replies;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance extract</c>: JSON Lines of mails in, JSON Lines of the writers' own words out.</summary>
internal static class ExtractCommand
{
    internal static Command Create()
    {
        var file = JsonLines.File("{\"id\",\"kind\":\"plain|html|eml\",\"input\"} (eml in base64)");
        var command = new Command("extract", "Find the writer's own words in e-mails, and tell what kind of mail each is.") { file };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        await using var output = JsonLines.OpenOutput();
        await foreach (var record in JsonLines.ReadAsync(file, cancellationToken))
        {
            var reply = ReplyExtractor.Extract(ReadMail(record));
            await JsonLines.WriteAsync(output, json =>
            {
                json.WriteString("id", record.Required("id"));
                json.WriteString("kind", reply.Kind.Code());
                json.WriteString("reply", reply.Text);
                json.WriteNumber("confidence", reply.Confidence);
                if (reply.KindRule is { } rule) json.WriteString("rule", rule);
                if (reply.BackOn is { } day) json.WriteString("backOn", day.ToString("O", CultureInfo.InvariantCulture));
                if (reply.Bounce is { } bounce) WriteBounce(json, bounce);
                WriteRemoved(json, reply);
            });
        }

        return 0;
    }

    private static void WriteBounce(Utf8JsonWriter json, BounceReport bounce)
    {
        json.WriteStartObject("bounce");
        if (bounce.Recipient is { } recipient) json.WriteString("recipient", recipient);
        if (bounce.Status is { } status) json.WriteString("status", status);
        json.WriteBoolean("hard", bounce.Hard);
        json.WriteEndObject();
    }

    private static void WriteRemoved(Utf8JsonWriter json, ExtractedReply reply)
    {
        json.WriteStartArray("removed");
        foreach (var (start, end, _, rule) in reply.Removed)
        {
            json.WriteStartObject();
            json.WriteNumber("start", start);
            json.WriteNumber("end", end);
            json.WriteString("rule", rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static MailContent ReadMail(JsonRecord record) => record.Required("kind") switch
    {
        "plain" => new MailContent { Text = record.Required("input") },
        "html" => new MailContent { Html = record.Required("input") },
        "eml" => MimeMail.Read(Decode(record)),
        var other => throw new CommandException($"Line {record.Line}: the kind \"{other}\" is not one of plain, html, eml."),
    };

    private static byte[] Decode(JsonRecord record)
    {
        try
        {
            return Convert.FromBase64String(record.Required("input"));
        }
        catch (FormatException)
        {
            throw new CommandException($"Line {record.Line}: the input of an eml must be base64.");
        }
    }
}
