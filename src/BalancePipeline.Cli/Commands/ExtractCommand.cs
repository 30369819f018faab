using System.CommandLine;
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
            });
        }

        return 0;
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
