using BalancePipeline.Operations;
using BalancePipeline.Receipts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>No mistake and no loop becomes a flood of mail, in or out.</summary>
public sealed class MailLimitTests
{
    private const string Anna = "anna@example.org";

    [Fact]
    public async Task A_loop_is_cut_after_as_many_mails_as_the_settings_allow()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Inbound:MaximumPerPersonAndDay"] = "3" });
        await using var _ = story;

        var names = new List<string?>();
        for (var mail = 0; mail < 5; mail++) names.Add((await story.PostAsync(InboundPost.Answer(prompt, Anna, "Again."))).GetProperty("rejection").GetString());

        Assert.Equal([null, null, null, "TooMany", "TooMany"], names);
    }

    [Fact]
    public async Task Nobody_gets_more_mails_a_day_than_the_settings_allow()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:MaximumPerPersonAndDay"] = "4" });
        await using var _ = story;

        await story.AdvanceAsync(TimeSpan.FromHours(10));
        for (var mail = 0; mail < 9; mail++) await story.PostAsync(InboundPost.Answer(prompt, Anna, "page"));
        await story.RunDueAsync();
        Assert.Equal(4, (await story.MailsToAsync(Anna)).Count);

        // Three answers of the evening and the question of the next morning make four; another answer would be the fifth.
        await story.AdvanceAsync(TimeSpan.FromHours(14));
        await story.PostAsync(InboundPost.Answer(prompt, Anna, "page"));
        await story.RunDueAsync();
        Assert.Equal(5, (await story.MailsToAsync(Anna)).Count);
    }

    [Fact]
    public async Task A_question_that_would_be_one_mail_too_many_is_not_sent_and_the_operator_sees_why()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:MaximumPerPersonAndDay"] = "2" });
        await using var _ = story;
        await story.AdvanceAsync(TimeSpan.FromHours(12));
        await using (var db = story.OpenDb())
        {
            var person = await db.Participants.SingleAsync();
            foreach (var key in (string[])["one", "two"]) await story.Get<ReceiptPlanner>().PlanAsync(person, ReceiptKind.PageLink, key);
            (await db.PromptDeliveries.SingleAsync()).SentAt -= TimeSpan.FromDays(1);
            await db.SaveChangesAsync();
            await story.Get<ReceiptPlanner>().PlanAsync(person, ReceiptKind.PageLink, "three");
        }

        await story.AdvanceAsync(TimeSpan.FromHours(12));

        Assert.Equal(3, (await story.MailsToAsync(Anna)).Count);
        Assert.Contains("as many mails in 24 hours", Assert.Single((await story.Get<OperationsReader>().ReadAsync()).Failures).Name, StringComparison.Ordinal);
        Assert.NotNull(prompt);
    }
}
