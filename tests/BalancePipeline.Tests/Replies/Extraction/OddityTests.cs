using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

/// <summary>One invented mail for each oddity of real ones: <c>Fixtures/Emails/NAME.txt|html|eml</c> and what is kept of it in <c>NAME.reply</c>.</summary>
public sealed class OddityTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Emails");

    public static TheoryData<string> Mails => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Where(file => Path.GetExtension(file) is not (".reply" or ".json")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mails))]
    public void The_writers_own_words_are_found(string file)
    {
        var expected = File.ReadAllText(Path.Combine(Folder, Path.ChangeExtension(file, ".reply"))).ReplaceLineEndings("\n").TrimEnd('\n');
        Assert.Equal(expected, ReplyExtractor.Extract(Read(file)).Text);
    }

    private static MailContent Read(string file)
    {
        var path = Path.Combine(Folder, file);
        return Path.GetExtension(file) switch
        {
            ".eml" => MimeMail.Read(File.ReadAllBytes(path)),
            ".html" => new MailContent { Html = File.ReadAllText(path) },
            _ => new MailContent { Text = File.ReadAllText(path) },
        };
    }
}
