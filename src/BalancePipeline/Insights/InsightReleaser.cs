using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Insights;

/// <summary>Makes the release of every closed week that has none yet.</summary>
public sealed partial class InsightReleaser(
    IDbContextFactory<BalanceDb> factory, IOptions<InsightOptions> options, TimeProvider clock, ILogger<InsightReleaser> logger)
{
    private const int Batch = 1000;

    // What arrived in a week's last minutes may still be waiting for its score; what waits longer than this is left out.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    /// <summary>Releases closed weeks, oldest first, missed ones too. Running it again, or twice at once, releases no week twice.</summary>
    /// <returns>The Mondays of the weeks that were released.</returns>
    public async Task<IReadOnlyList<DateOnly>> ReleaseAsync(CancellationToken cancellationToken = default)
    {
        var released = new List<DateOnly>();
        while (await NextWeekAsync(cancellationToken) is { } week)
        {
            if (!await ReleaseAsync(week, cancellationToken)) break;
            released.Add(week);
        }

        return released;
    }

    private async Task<DateOnly?> NextWeekAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var last = await db.Releases.MaxAsync(release => (DateOnly?)release.Week, cancellationToken);
        var next = last?.AddDays(7) ?? await db.Replies.MinAsync(reply => (DateOnly?)reply.Week, cancellationToken);
        if (next is not { } week || week >= IsoWeek.MondayOf(now)) return null;

        var closed = new DateTimeOffset(week.AddDays(7), TimeOnly.MinValue, TimeSpan.Zero);
        var waits = now - closed < Patience && await db.Replies.AnyAsync(
            reply => reply.Week == week && !db.Scores.Any(score => score.ReplyId == reply.Id && score.Revision == reply.Revision), cancellationToken);
        return waits ? null : week;
    }

    /// <returns>False when somebody else released the week meanwhile.</returns>
    private async Task<bool> ReleaseAsync(DateOnly week, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var teams = await db.Teams.AsNoTracking().Select(team => new { team.Id, team.ParentId, team.Path }).ToListAsync(cancellationToken);
        var tree = InsightTree.Of(teams.ConvertAll(team => (team.Id, team.ParentId, team.Path)));
        var (own, versions) = await WeekReading.ReadAsync(db, tree, week, cancellationToken);
        await CountAskedAsync(db, tree, own, week, cancellationToken);
        var release = new Release
        {
            Week = week,
            Edition = 1,
            ScorerVersion = string.Join(" + ", versions),
            MinimumGroupSize = options.Value.MinimumGroupSize,
            ReleasedAt = clock.GetUtcNow(),
        };
        db.Releases.Add(release);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }

        var writers = own.Select(group => group.Writers).ToArray();
        tree.AddUp(own);
        var disclosure = Disclosure.Decide(tree, own, release.MinimumGroupSize);
        foreach (var batch in Enumerable.Range(0, tree.Nodes.Count).Chunk(Batch))
        {
            db.ReleasedInsights.AddRange(batch.Select(node => Row(release, tree, node, writers[node], Compose(release, own[node], node, disclosure))));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        LogReleased(logger, IsoWeek.Format(week), tree.Nodes.Count, Enumerable.Range(0, tree.Nodes.Count).Count(disclosure.Shows));
        return true;
    }

    private static Insight Compose(Release release, Tally group, int node, Disclosure disclosure) => new()
    {
        Week = IsoWeek.Format(release.Week),
        From = release.Week,
        To = release.Week.AddDays(6),
        Edition = release.Edition,
        ScorerVersion = release.ScorerVersion,
        MinimumGroupSize = release.MinimumGroupSize,
        Withheld = disclosure.Shows(node) ? null : Withheld.SmallGroup(release.MinimumGroupSize),
        Figures = disclosure.Shows(node) ? FigureReport.Of(group, node, disclosure) : null,
    };

    private static ReleasedInsight Row(Release release, InsightTree tree, int node, int writers, Insight insight) => new()
    {
        TeamId = tree.Nodes[node].TeamId,
        Week = release.Week,
        Edition = release.Edition,
        ReleaseId = release.Id,
        ParentId = tree.Nodes[node].Parent < 0 ? null : tree.Nodes[tree.Nodes[node].Parent].TeamId,
        Path = tree.Nodes[node].Path,
        OwnWriters = writers,
        Body = insight.ToJson(),
    };

    private static async Task CountAskedAsync(
        BalanceDb db, InsightTree tree, IReadOnlyList<Tally> own, DateOnly week, CancellationToken cancellationToken)
    {
        var opened = new DateTimeOffset(week, TimeOnly.MinValue, TimeSpan.Zero);
        var closed = opened.AddDays(7);
        var asked = await (
            from delivery in db.PromptDeliveries
            join person in db.Participants on delivery.ParticipantId equals person.Id
            where delivery.SentAt >= opened && delivery.SentAt < closed
            group delivery.ParticipantId by person.TeamId into team
            select new { team.Key, People = team.Distinct().Count() }).ToListAsync(cancellationToken);
        foreach (var team in asked) own[tree.IndexOf(team.Key)].Asked = team.People;
    }

    [LoggerMessage(LogLevel.Information, "Released {Week}: {Teams} teams, {Shown} with figures")]
    private static partial void LogReleased(ILogger logger, string week, int teams, int shown);
}
