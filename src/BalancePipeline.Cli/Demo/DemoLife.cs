using BalancePipeline.Api;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BalancePipeline.Cli.Demo;

/// <summary>
/// Twelve weeks of the made-up company, lived through by the real pipeline: planned, sent, answered through the webhook's code, scored
/// and released. Only the clock and the people are made up.
/// </summary>
internal sealed class DemoLife(
    IDbContextFactory<BalanceDb> factory, RosterImport roster, ReplyIntake intake, StoryTimers timers, StoryQueues queues, DemoClock clock)
{
    internal const int Weeks = 12;

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(15);

    private readonly DemoReplies _replies = DemoReplies.Load();
    private readonly Random _random = new(20260302);
    private readonly Dictionary<long, double> _habit = [];
    private readonly Dictionary<string, DateTimeOffset> _ran = [];
    private long _answeredUpTo;

    /// <summary>Lives from the clock's present to <paramref name="end"/>.</summary>
    internal async Task LiveAsync(DateTimeOffset end, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var start = clock.GetUtcNow();
        await roster.ImportAsync(new StringReader(DemoOrganization.Roster()), cancellationToken: cancellationToken);
        while (await NextTickAsync(cancellationToken) is { } next && next < end)
        {
            clock.MoveTo(next);
            await RunDueAsync(cancellationToken);
            await queues.DrainAsync(cancellationToken);

            clock.MoveTo(next + TimeSpan.FromMinutes(5));
            await AnswerAsync(start, cancellationToken);
            await queues.DrainAsync(cancellationToken);
            progress.Report((next - start) / (end - start));
        }

        clock.GoOnAsRealTime();
        await RunDueAsync(cancellationToken);
        await queues.DrainAsync(cancellationToken);
        progress.Report(1);
    }

    /// <summary>Runs each timer no more often than a host does.</summary>
    private async Task RunDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var timer in timers.All.Where(timer => !_ran.TryGetValue(timer.Name, out var ran) || now - ran >= timer.Interval))
        {
            _ran[timer.Name] = now;
            await timer.RunAsync(cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> NextTickAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var due = await db.Participants.Where(person => person.NextDueAt != null).MinAsync(person => person.NextDueAt, cancellationToken);
        return due is null ? null : new DateTimeOffset((due.Value.UtcTicks + Tick.Ticks - 1) / Tick.Ticks * Tick.Ticks, TimeSpan.Zero);
    }

    private async Task AnswerAsync(DateTimeOffset start, CancellationToken cancellationToken)
    {
        var week = (int)((clock.GetUtcNow() - start).TotalDays / 7);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var asked = await (
            from delivery in db.PromptDeliveries
            join person in db.Participants on delivery.ParticipantId equals person.Id
            join team in db.Teams on person.TeamId equals team.Id
            join mail in db.MailboxEmails on delivery.MessageId equals mail.MessageId
            where delivery.Id > _answeredUpTo && delivery.State == DeliveryState.Sent
            orderby delivery.Id
            select new { delivery.Id, delivery.Practice, PersonId = person.Id, team.Path, mail.Mime }).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var prompt in asked)
        {
            _answeredUpTo = prompt.Id;
            if (Answer(prompt.PersonId, prompt.Path, prompt.Practice, week) is not { } answer) continue;
            using var mail = await MimeMessage.LoadAsync(new MemoryStream(prompt.Mime), cancellationToken);
            using var post = ReplyPost.Answer(mail, answer.Text, clock.GetUtcNow(), answer.Headers);
            await intake.ReceiveAsync(await ReplyPost.ReadAsync(post, cancellationToken), cancellationToken);
        }
    }

    /// <summary>What the person does with the prompt; null when they leave it. Some are away now and then, and a machine answers.</summary>
    private (string Text, string[] Headers)? Answer(long person, string path, string practice, int week)
    {
        if (!_habit.TryGetValue(person, out var habit)) _habit[person] = habit = 0.35 + 0.6 * _random.NextDouble();
        if (_random.NextDouble() < 0.03) return ("I am out of the office until Monday and will answer then.", ["Auto-Submitted: auto-replied"]);
        if (_random.NextDouble() > habit) return null;
        var team = DemoOrganization.Teams.First(team => team.Path == path);
        var results = _random.NextDouble() < team.Results - team.Drift * week;
        var relationships = _random.NextDouble() < team.Relationships + team.Drift * week;
        return (_replies.Pick(_random, practice, results, relationships), []);
    }
}
