using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Receipts;

public sealed class StreakTests
{
    private static readonly DateOnly ThisWeek = new(2026, 3, 2);

    [Theory]
    [InlineData("AAA", 3)]
    [InlineData("AA-A", 3)]
    [InlineData("AAxA", 2)]
    [InlineData("xAAA", 3)]
    [InlineData("-AAA", 3)]
    [InlineData("xx", 0)]
    [InlineData("", 0)]
    public void Weeks_are_counted_back_to_one_that_was_asked_and_not_answered(string newestFirst, int streak)
    {
        // A answered, x asked and not answered, - not asked or away.
        var answered = Weeks(newestFirst, "A");
        var asked = Weeks(newestFirst, "Ax");

        Assert.Equal(streak, Streak.Count(answered, asked, ThisWeek));
    }

    [Fact]
    public async Task A_week_away_breaks_no_streak_also_when_its_automatic_answer_is_no_longer_kept()
    {
        const string Anna = "anna@example.org";
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync($"{Anna},Anna,Engineering,UTC,mon,09:00,,en");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        for (var week = 1; week <= 8; week++)
        {
            if (week != 2) await story.AnswerAsync(Anna, "We shipped it.");
            else await story.PostAsync(InboundPost.Answer((await story.NewestMailToAsync(Anna))!, Anna, "I am out of the office until Friday.") with
            {
                Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-replied" },
            });
            await story.AdvanceAsync(TimeSpan.FromDays(7));
        }

        await using var db = story.OpenDb();
        Assert.DoesNotContain(ReplyRejection.AutoReply, await db.InboundEmails.Select(mail => mail.Rejection).ToListAsync());
        Assert.Equal(7, await Streak.CountAsync(db, (await db.Participants.SingleAsync()).Id, story.Clock.GetUtcNow()));
    }

    private static HashSet<DateOnly> Weeks(string weeks, string letters) =>
        [.. weeks.Index().Where(week => letters.Contains(week.Item, StringComparison.Ordinal)).Select(week => ThisWeek.AddDays(-7 * week.Index))];
}
