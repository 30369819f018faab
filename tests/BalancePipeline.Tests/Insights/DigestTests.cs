using System.Net;
using System.Text.RegularExpressions;
using BalancePipeline.Email;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Insights;

public sealed partial class DigestTests : IAsyncLifetime
{
    private TestStory _story = null!;

    public async Task InitializeAsync()
    {
        _story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(_story);
        var team = await weeks.TeamAsync("Sales");
        await using (var db = _story.OpenDb())
        {
            db.Leaders.Add(new Leader { Email = "lea@example.org", TeamId = team.Id });
            await db.SaveChangesAsync();
        }

        await weeks.WriteAsync(await weeks.PeopleAsync(team, 6), 0);
        await weeks.ReleaseAsync(0);
    }

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [Fact]
    public async Task A_leader_gets_the_one_thing_to_do_once_a_week()
    {
        Assert.Equal(1, await _story.Get<DigestSender>().SendAsync());
        Assert.Equal(0, await _story.Get<DigestSender>().SendAsync());

        var mail = (await _story.NewestMailToAsync("lea@example.org"))!;
        Assert.Equal("Sales in the week of 2 March 2026", mail.Subject);
        Assert.Contains("What to do: ", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
    }

    [Fact]
    public async Task A_host_that_stops_while_the_mail_leaves_still_notes_that_it_left()
    {
        using var stop = new CancellationTokenSource();

        Assert.Equal(1, await Sender(new StoppingSender(stop)).SendAsync(stop.Token));

        await using var db = _story.OpenDb();
        Assert.NotNull((await db.Digests.SingleAsync()).SentAt);
    }

    public static TheoryData<SendResult> Mendable() => [new SendResult.Transient("Asked to wait."), new SendResult.Permanent("The content was refused.")];

    [Theory]
    [MemberData(nameof(Mendable))]
    public async Task A_mail_that_is_not_taken_is_counted_and_warned_of_and_tried_again_by_the_next_run(SendResult refusal)
    {
        using var measurements = new Measurements();
        var sender = new ScriptedSender(refusal);

        Assert.Equal(0, await Sender(sender).SendAsync());
        Assert.Equal(1, await Sender(sender).SendAsync());

        Assert.Equal($"Warning {typeof(DigestSender)}: The weekly mail of right 1 was not sent: {refusal.Failure}", Assert.Single(_story.Logs.Entries));
        Assert.Contains($"balance.mails.sent kind=digest outcome={refusal.GetType().Name.ToLowerInvariant()}", measurements.All);
        Assert.Contains("balance.mails.sent kind=digest outcome=sent", measurements.All);
    }

    [Fact]
    public async Task An_address_that_fails_is_not_tried_again_that_week()
    {
        var sender = new ScriptedSender(new SendResult.Permanent("The address was refused (550).", AddressFails: true));

        Assert.Equal(0, await Sender(sender).SendAsync());
        Assert.Equal(0, await Sender(sender).SendAsync());

        Assert.Empty(sender.Taken);
        Assert.Single(_story.Logs.Entries);
    }

    [Fact]
    public async Task Nothing_is_sent_before_monday_morning_nor_about_a_week_long_gone()
    {
        _story.Clock.SetUtcNow(new DateTimeOffset(WrittenWeeks.First.AddDays(12), TimeOnly.MinValue, TimeSpan.Zero));

        Assert.Equal(0, await _story.Get<DigestSender>().SendAsync());
    }

    [Fact]
    public async Task One_press_ends_the_weekly_mails()
    {
        await _story.Get<DigestSender>().SendAsync();
        var link = Link().Match((await _story.NewestMailToAsync("lea@example.org"))!.TextBody!).Value;
        using var done = await _story.PostFormAsync(link, new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        using var wrong = await _story.PostFormAsync(link[..^3] + "aaa", []);
        await using var db = _story.OpenDb();
        await db.Digests.ExecuteDeleteAsync();

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        Assert.Equal(0, await _story.Get<DigestSender>().SendAsync());
    }

    private DigestSender Sender(IEmailSender sender) => ActivatorUtilities.CreateInstance<DigestSender>(_story.Services, sender);

    [GeneratedRegex("/digest/unsubscribe/[a-z2-7]+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
