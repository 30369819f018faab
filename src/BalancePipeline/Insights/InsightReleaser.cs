using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Insights;

/// <summary>Makes the release of every closed week that has none yet.</summary>
public sealed partial class InsightReleaser(
    IDbContextFactory<BalanceDb> factory, IOptions<InsightOptions> options, TimeProvider clock, ILogger<InsightReleaser> logger)
{
    // What arrived in a week's last minutes may still be waiting for its score; what waits longer than this is left out. A host that
    // looks once a week must find this time over.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    // A statement over everybody of a large organisation takes longer than a page may.
    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(10);

    /// <summary>Releases closed weeks, oldest first, missed ones too. Running it again, or twice at once, releases no week twice.</summary>
    /// <returns>The Mondays of the weeks that were released.</returns>
    public async Task<IReadOnlyList<DateOnly>> ReleaseAsync(CancellationToken cancellationToken = default)
    {
        await NoteMinimumAsync(cancellationToken);
        var released = new List<DateOnly>();
        while (await NextWeekAsync(cancellationToken) is { } week && await ReleaseAsync(week, cancellationToken)) released.Add(week);
        return released;
    }

    private async Task NoteMinimumAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await MinimumGroupSize.NoteAsync(db, options.Value.MinimumGroupSize, clock.GetUtcNow(), cancellationToken);
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
        db.Database.SetCommandTimeout(LongestStatement);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var release = new Release
        {
            Week = week,
            Edition = 1,
            ScorerVersion = "",
            MinimumGroupSize = await MinimumGroupSize.OfAsync(db, week, cancellationToken),
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

        await Memberships.RecordAsync(db, week, cancellationToken);
        var tree = await ReadTreeAsync(db, week, cancellationToken);
        var groups = await WeekGroups.ReadAsync(db, tree, week, release.ReleasedAt, cancellationToken);
        release.ScorerVersion = groups.ScorerVersion(0);
        var disclosure = Disclosure.Decide(tree, groups.Groups, release.MinimumGroupSize);
        var earlier = await EarlierWeeks.ReadAsync(db, week, cancellationToken);
        var comparability = await Comparability.ReadAsync(
            db, week,
            new Dictionary<DateOnly, InsightTree>(earlier.Trees) { [week] = tree },
            new Dictionary<DateOnly, int>(earlier.Minimums) { [week] = release.MinimumGroupSize },
            cancellationToken);
        var period = await ReleasePeriodAsync(db, tree, groups, disclosure, earlier, release, cancellationToken);
        var composed = new WeekRelease(release, tree, groups, disclosure, earlier, comparability, period);
        await composed.WriteAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogReleased(logger, IsoWeek.Format(week), composed.Count, composed.ShownCount);
        return true;
    }

    private static async Task<PeriodRelease?> ReleasePeriodAsync(
        BalanceDb db, InsightTree tree, WeekGroups groups, Disclosure disclosure, EarlierWeeks earlier, Release release, CancellationToken cancellationToken)
    {
        var period = Period.Of(release.Week);
        if (period.Last != release.Week) return null;

        var now = tree.Nodes.Select((node, index) => new ReleasedInsight
        {
            TeamId = node.TeamId,
            ParentId = node.Parent < 0 ? null : tree.Nodes[node.Parent].TeamId,
            Path = node.Path,
            OwnWriters = groups.Own[index],
            Sums = disclosure.Shows(index) ? "" : null,
            Body = "",
        }).ToList();
        var rows = period.Mondays.ToDictionary(week => week, week => week == release.Week ? now : earlier.FirstRelease(week));
        var everShown = rows.Values.SelectMany(week => week).Where(row => row.IsShown).Select(row => row.TeamId).ToHashSet();
        var teamIds = tree.Nodes.Select(node => node.TeamId).Where(id => !everShown.Contains(id) && id != InsightTree.Organization).ToList();

        var counted = period.Mondays.ToDictionary(week => week, _ => new Dictionary<long, int>());
        var four = await WeekGroups.ReadPeriodAsync(
            db, tree, period, teamIds, release.ReleasedAt,
            person => counted[person.Week][person.TeamId] = counted[person.Week].GetValueOrDefault(person.TeamId) + 1, cancellationToken);
        var minimum = earlier.Minimums.Where(week => week.Key >= period.First).Select(week => week.Value).Append(release.MinimumGroupSize).Max();
        return new PeriodRelease(period, minimum, four, Disclosure.DecidePeriod(
            tree, four.Groups, minimum, [.. period.Mondays.Select(week => new PeriodWeek(rows[week], counted[week]))]));
    }

    /// <summary>The teams, but those that were merged into others and of which nobody is left in the week or its four-week period.</summary>
    private static async Task<InsightTree> ReadTreeAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var first = Period.Of(week).First;
        var teams = await db.Teams.AsNoTracking().Select(team => new
        {
            team.Id,
            team.ParentId,
            team.Path,
            IsLeft = team.MergedIntoId == null
                || db.Memberships.Any(row => row.TeamId == team.Id && row.FromWeek <= week && (row.UntilWeek == null || row.UntilWeek > week))
                || db.Replies.Any(reply => reply.TeamId == team.Id && reply.Week >= first && reply.Week <= week),
        }).ToListAsync(cancellationToken);
        return InsightTree.Of([.. teams.Where(team => team.IsLeft).Select(team => (team.Id, team.ParentId, team.Path))]);
    }

    [LoggerMessage(LogLevel.Information, "Released {Week}: {Teams} teams, {Shown} with figures")]
    private static partial void LogReleased(ILogger logger, string week, int teams, int shown);
}
