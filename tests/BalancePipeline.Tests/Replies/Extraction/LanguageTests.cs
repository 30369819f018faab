using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

public sealed class LanguageTests
{
    public static TheoryData<string, string> Replies => Of(mail => mail.Kind is "plain" or "html");

    public static TheoryData<string, string> Verdicts => Of(mail => mail.Kind is "auto");

    public static TheoryData<string> Codes => [.. LanguageFixture.Codes];

    [Theory]
    [MemberData(nameof(Replies))]
    public void The_writers_own_words_are_found(string code, string name)
    {
        var mail = Find(code, name);
        Assert.Equal(Squeeze(mail.Expected!), Squeeze(ReplyExtractor.Extract(mail.Mail).Text));
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void The_kind_of_mail_is_told(string code, string name)
    {
        var mail = Find(code, name);
        var extracted = ReplyExtractor.Extract(mail.Mail);
        Assert.Equal(mail.Is, extracted.Kind.Code());
        if (mail.BackOn is not null) Assert.Equal(mail.BackOn, extracted.BackOn);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_language_has_a_Gmail_reply_an_Outlook_reply_a_mobile_footer_and_an_out_of_office(string code)
    {
        var mails = LanguageFixture.Read(code);
        Assert.Contains(mails, mail => mail.Name!.Contains("gmail"));
        Assert.Contains(mails, mail => mail.Name!.Contains("outlook"));
        Assert.Contains(mails, mail => mail.Name!.Contains("phone") || mail.Name.Contains("mobile") || mail.Name.Contains("footer"));
        Assert.Contains(mails, mail => mail.Is == "out-of-office");
    }

    [Fact]
    public void At_least_35_languages_are_known() => Assert.True(LanguageFixture.Codes.Count() >= 35);

    private static LanguageFixture Find(string code, string name) => LanguageFixture.Read(code).Single(mail => mail.Name == name);

    private static string Squeeze(string text) => string.Join(' ', text.Split(null as char[], StringSplitOptions.RemoveEmptyEntries));

    private static TheoryData<string, string> Of(Func<LanguageFixture, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var code in LanguageFixture.Codes)
        {
            foreach (var mail in LanguageFixture.Read(code).Where(wanted)) data.Add(code, mail.Name!);
        }

        return data;
    }
}
