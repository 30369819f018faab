using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

/// <summary>What only the From header can tell: which name at the end is the writer's own.</summary>
public sealed class SenderTests
{
    private const string Answer = "Two offers went out.\nI listened too little.";

    private const string Ida = "Ida Holm <ida@example.org>";
    private const string Prompt = "On Tue, 6 Jan 2026 at 08:30, Balance <hello@balance.example> wrote:\n> -- Reply above this line -- [balance:4kq2]\n> How was it?\n\n";

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

    [Theory]
    [InlineData("/Ida")]
    [InlineData("--\nIda Holm\nFjord Foods has fished since 1890. We care for the sea. We give one krone of each sale to it.")]
    [InlineData("Ida Holm\nBuyer")]
    [InlineData("Ida Holm | Buyer | Fjord Foods AS | +47 22 00 11 22")]
    [InlineData("Ida Holm, MBA\nHead of Purchasing and Transport\nida@example.org")]
    [InlineData("*Ida Holm*\n\nBuyer\nFjord Foods AS\n\n4 Harbour Road\nwww.fjord.example")]
    public void A_signature_that_the_writers_own_name_begins_goes_without_a_formula(string signature) => Assert.Equal(Answer, Extract(Ida, signature));

    [Theory]
    [InlineData("Kind regards,\nIda Holm\nBuyer")]
    [InlineData("Ida Holm\nBuyer")]
    [InlineData("Ida")]
    public void A_signature_goes_that_the_client_put_below_the_quote(string signature) => Assert.Equal(Answer, Extract(Ida, Prompt + signature));

    [Theory]
    [InlineData("Best regards,\nIda Holm (she/her)")]
    [InlineData("Kind regards\nIda Holm | Senior Buyer, Fresh Fish | Fjord Foods")]
    [InlineData("Regards,\nIda Holm<mailto:ida@example.org>\nBuyer")]
    [InlineData("Cheers,\n[Fjord logo]<https://www.fjord.example/>\nIda")]
    [InlineData("Best wishes,\nIda\nShop<https://shop.fjord.example/en/fresh-fish/spring-2026?source=mail> | Jobs<https://jobs.fjord.example/all-of-them?source=mail>")]
    [InlineData("Best,\nIda\n\n[Quoted text hidden]")]
    [InlineData("Best,\nIda\n\nChoose a time for a talk<https://calendar.fjord.example/ida/half-an-hour-or-more-if-needed>")]
    [InlineData("Best,\nIda Holm\nWe bring you the best of the sea, every morning!\n+47 22 00 11 22")]
    [InlineData("Best,\nIda Holm\nBuyer\nFresh Fish\nFjord Foods AS\nNorth\n4 Harbour Road\n0150 Oslo\nNorway\nT +47 22 00 11 22\nM +47 90 00 11 22\nida@example.org\nwww.fjord.example\nLinkedIn\n[award 2025]")]
    public void A_signature_below_a_formula_goes_whatever_stands_in_it(string signature) => Assert.Equal(Answer, Extract(Ida, signature));

    [Theory]
    [InlineData("Many thanks & warmest regards,")]
    [InlineData("Freundliche Grüsse / Kind regards")]
    [InlineData("Sonnige Grüße vom Bodensee")]
    [InlineData("Liebe Gruesse")]
    [InlineData("Tisuća pozdrava i lijep pozdrav")]
    [InlineData("De allerbedste hilsner fra Aarhus")]
    [InlineData("Rgds,")]
    [InlineData("Lots of love,")]
    [InlineData("Hälsar")]
    public void A_formula_in_any_variant_goes_above_the_writers_own_name(string formula)
    {
        Assert.Equal(Answer, Extract(Ida, $"{formula}\nIda"));
        Assert.Equal(Answer, Extract(Ida, $"{formula}\n\nIda Holm\nBuyer"));
    }

    [Theory]
    [InlineData("Our client sends best regards.")]
    [InlineData("Our clients have new wishes")]
    [InlineData("We sent our regards to the team that moves to Bergen")]
    [InlineData("What we wish for:")]
    public void A_sentence_with_a_word_of_greeting_stays(string sentence) => Assert.Equal($"{Answer}\n\n{sentence}", Extract(Ida, $"{sentence}\nIda"));

    [Fact]
    public void Words_below_the_signature_stay() =>
        Assert.Equal(Answer + "\n\nI forgot: Jonas wants to talk about his role, and I have been putting it off.", Extract(Ida, "Best,\nIda Holm\nBuyer\n\nI forgot: Jonas wants to talk about his role, and I have been putting it off."));

    [Theory]
    [InlineData("Best,\nIda", "P.S. Jonas says hello")]
    [InlineData("Best,\nIda Holm\nBuyer", "PS: Jonas says hello")]
    [InlineData("Best,\nKari", "p.s. Jonas says hello")]
    [InlineData("Un saludo,\nIda", "P.D. Jonas te saluda")]
    [InlineData("Ida Holm\nBuyer", "NB: the fish is late again")]
    public void A_postscript_below_the_signature_stays(string signature, string postscript)
    {
        Assert.Equal($"{Answer}\n\n{postscript}", Extract(Ida, $"{signature}\n\n{postscript}"));
        Assert.Equal($"{Answer}\n\n{postscript}", Extract(Ida, $"{signature}\n{postscript}"));
        Assert.Equal($"{Answer}\n\n{postscript}", Extract(Ida, $"{signature}\n{postscript}\n\nIda"));
    }

    [Theory]
    [InlineData("These two carried it:\n\nIda Holm\nJonas Berg")]
    [InlineData("Ida Holm was ill, so Jonas did it.")]
    [InlineData("Ida Holm 2, Jonas Berg 5")]
    [InlineData("Ida Holm\nBuyer\n\nJonas says that he will write on his own.")]
    [InlineData("Jonas Berg\nBuyer")]
    public void Words_that_only_look_like_a_signature_stay(string words)
    {
        Assert.Equal($"{Answer}\n\n{words}", Extract(Ida, words));
        Assert.Equal($"{Answer}\n\n{words}", Extract(Ida, Prompt + words));
    }

    private static string Extract(string from, string ending) =>
        ReplyExtractor.Extract(new MailContent { Text = $"{Answer}\n\n{ending}\n", Headers = [new MailHeader("From", from)] }).Text;
}
