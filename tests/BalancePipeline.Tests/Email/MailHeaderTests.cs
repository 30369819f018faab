using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using BalancePipeline.Wording;

namespace BalancePipeline.Tests.Email;

public sealed class MailHeaderTests
{
    [Fact]
    public async Task Every_mail_tells_machines_not_to_answer_and_offers_the_end_with_one_click()
    {
        await using var story = await TestStory.StartAsync();

        Assert.All(Words.Languages.SelectMany(language => SampleMails.All(story, language).Values), mail =>
        {
            using var mime = OutgoingMime.Compose(mail, new MailOptions(), TestStory.Start);
            Assert.Equal("auto-generated", mime.Headers["Auto-Submitted"]);
            Assert.Equal("All", mime.Headers["X-Auto-Response-Suppress"]);
            Assert.StartsWith("<http://localhost/unsubscribe/", mime.Headers["List-Unsubscribe"], StringComparison.Ordinal);
            Assert.Equal("List-Unsubscribe=One-Click", mime.Headers["List-Unsubscribe-Post"]);
            Assert.NotEmpty(mime.TextBody!);
            Assert.NotEmpty(mime.HtmlBody!);
        });
    }

    [Fact]
    public async Task The_prompt_says_how_large_a_group_must_be_to_be_shown()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Insights:MinimumGroupSize"] = "7" });

        var prompts = Words.Languages.Select(language => SampleMails.All(story, language)["prompt"]);

        Assert.All(prompts, prompt =>
        {
            Assert.Contains(" 7 ", prompt.Text, StringComparison.Ordinal);
            Assert.Contains(" 7 ", prompt.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_mail_composed_again_is_the_same_mail()
    {
        await using var story = await TestStory.StartAsync();
        var first = SampleMails.All(story, "en");
        story.Clock.Advance(TimeSpan.FromHours(3));
        var second = SampleMails.All(story, "en");

        Assert.All(first, pair =>
        {
            Assert.Equal(pair.Value.MessageId, second[pair.Key].MessageId);
            Assert.Equal(pair.Value.Text, second[pair.Key].Text);
            Assert.Equal(pair.Value.Html, second[pair.Key].Html);
        });
    }

    [Fact]
    public async Task The_mails_of_a_week_are_one_thread()
    {
        await using var story = await TestStory.StartAsync();
        var mails = SampleMails.All(story, "en");

        Assert.Equal(mails["prompt"].References[0], mails["nudge"].References[0]);
        Assert.Equal(mails["prompt"].MessageId, mails["nudge"].References[^1]);
        Assert.Equal(mails["prompt"].MessageId, mails["understood"].References[^1]);
        Assert.Equal("Re: " + mails["prompt"].Subject, mails["nudge"].Subject);
    }

    [Fact]
    public async Task Text_and_html_say_the_same()
    {
        await using var story = await TestStory.StartAsync();
        var receipt = SampleMails.All(story, "de")["understood"];

        foreach (var part in new[] { receipt.Text, receipt.Html })
        {
            Assert.Contains("Ergebnisse: 3,2 von 4", part, StringComparison.Ordinal);
            Assert.Contains("Feedback, liegen geblieben", part, StringComparison.Ordinal);
            Assert.Contains("I should have asked Mira how she sees it.", part, StringComparison.Ordinal);
            Assert.Contains("4 Wochen in Folge", part, StringComparison.Ordinal);
            Assert.Contains("Verworfene Anhänge: 2", part, StringComparison.Ordinal);
        }
    }
}
