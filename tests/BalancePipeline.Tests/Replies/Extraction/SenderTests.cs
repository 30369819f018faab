using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

/// <summary>What only the From header can tell: which name at the end is the writer's own.</summary>
public sealed class SenderTests
{
    private const string Answer = "Two offers went out.\nI listened too little.";

    [Theory]
    [InlineData("Ida Maria Holm <ida@example.org>", "Ida Holm")]
    [InlineData("Ida Maria Holm <ida@example.org>", "Ida")]
    [InlineData("Ida Maria Holm <ida@example.org>", "Holm, Ida")]
    [InlineData("\"Holm, Ida (Purchasing)\" <ida@example.org>", "Ida")]
    [InlineData("\"Holm, Ida (Purchasing)\" <ida@example.org>", "Ida Holm")]
    [InlineData("\"Ida Holm | Fjord Foods\" <ida@example.org>", "Ida Holm")]
    [InlineData("Ida Holm [EXT] <ida@example.org>", "Best regards, Ida Holm")]
    public void The_writers_own_name_goes_as_companies_write_it(string from, string ending) => Assert.Equal(Answer, Extract(from, ending));

    [Theory]
    [InlineData("Ida Maria Holm <ida@example.org>", "Maria")]
    [InlineData("Ida Maria Holm <ida@example.org>", "Ida Berg")]
    [InlineData("\"Holm, Ida (Purchasing)\" <ida@example.org>", "Purchasing")]
    [InlineData("\"Ida Holm | Fjord Foods\" <ida@example.org>", "Fjord")]
    [InlineData("ida@example.org", "Ida")]
    public void A_name_that_may_be_another_persons_stays(string from, string ending) => Assert.Equal($"{Answer}\n\n{ending}", Extract(from, ending));

    private static string Extract(string from, string ending) =>
        ReplyExtractor.Extract(new MailContent { Text = $"{Answer}\n\n{ending}\n", Headers = [new MailHeader("From", from)] }).Text;
}
