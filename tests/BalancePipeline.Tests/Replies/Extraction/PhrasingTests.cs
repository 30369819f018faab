using System.Text.Json;
using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

/// <summary>Many ways of phrasing one thing, each put into the same mail.</summary>
public sealed class PhrasingTests
{
    private const string Answer = "It went well.\nBoth of us are happy.";
    private const string Quote = "On Tue, Jan 6, 2026 at 10:12 AM Kate <kate@example.com> wrote:\n\n> How was it?\n";

    public static TheoryData<string> Introductions => Read("introductions");

    public static TheoryData<string> Footers => Read("footers");

    public static TheoryData<string> Formulas => Read("formulas");

    public static TheoryData<string> Notices => Read("notices");

    public static TheoryData<string> AllKept => Read("all-kept");

    [Theory]
    [MemberData(nameof(Introductions))]
    public void All_below_an_introduction_goes_when_the_quote_is_not_marked(string introduction) =>
        Assert.Equal(Answer, Extract($"{Answer}\n\n{introduction}\n\nHow was your week?\nKate\n"));

    [Theory]
    [MemberData(nameof(Introductions))]
    public void What_stands_below_a_marked_quote_stays(string introduction) =>
        Assert.Equal(Answer + "\n\nAnd a second thought.", Extract($"{Answer}\n\n{introduction}\n> How was your week?\n> Kate\n\nAnd a second thought.\n"));

    [Theory]
    [MemberData(nameof(Footers))]
    public void A_footer_goes(string footer)
    {
        Assert.Equal(Answer, Extract($"{Answer}\n\n{footer}\n"));
        Assert.Equal(Answer, Extract($"{Answer}\n\n{footer}\n\n{Quote}"));
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_closing_formula_goes_with_the_name_below_it(string formula)
    {
        Assert.Equal(Answer, Extract($"{Answer}\n\n{formula}\n"));
        Assert.Equal(Answer, Extract($"{Answer}\n\n{formula}\n\n{Quote}"));
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_confidentiality_notice_goes_however_it_begins(string notice)
    {
        Assert.Equal(Answer, Extract($"{Answer}\n\n{notice}\n"));
        Assert.Equal(Answer, Extract($"{Answer}\n\nBest regards,\nUli Kern\nwww.acme.example\n{notice}\n\n{Quote}"));
    }

    [Theory]
    [MemberData(nameof(AllKept))]
    public void Nothing_of_it_goes(string text) => Assert.Equal(text, Extract(text));

    private static string Extract(string text) => ReplyExtractor.Extract(new MailContent { Text = text }).Text;

    private static TheoryData<string> Read(string name) =>
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Emails", name + ".json")))!];
}
