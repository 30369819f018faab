using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Insights.Weekly;

/// <summary>Sends each leader the weekly mail: the one thing that changed and the one thing to do.</summary>
public sealed partial class DigestSender(
    IDbContextFactory<BalanceDb> factory, InsightReader reader, LeaderMail mail, IEmailSender sender, SignedTokens tokens, TimeProvider clock, ILogger<DigestSender> logger)
{
    // From Monday morning (UTC) on, and for no week that is long gone.
    private static readonly TimeSpan Earliest = TimeSpan.FromHours(6);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(4);

    /// <summary>Sends what is due. Running it again sends nothing twice.</summary>
    /// <returns>How many mails went out.</returns>
    public async Task<int> SendAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Releases.MaxAsync(release => (DateOnly?)release.Week, cancellationToken) is not { } week) return 0;
        var age = now - new DateTimeOffset(week.AddDays(7), TimeOnly.MinValue, TimeSpan.Zero);
        if (age < Earliest || age > Latest) return 0;

        var due = await db.Leaders.AsNoTracking()
            .Where(leader => !db.DigestOptOuts.Any(row => row.Email == leader.Email) && !db.Digests.Any(row => row.Email == leader.Email && row.Week == week))
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var leader in due.GroupBy(right => right.Email))
        {
            try
            {
                if (await SendAsync(db, [.. leader], week, now, cancellationToken)) sent++;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailure(logger, leader.First().Id, exception);
                db.ChangeTracker.Clear();
            }
        }

        return sent;
    }

    /// <summary>Ends the weekly mails of the leader whom the link was made for.</summary>
    /// <returns>False when the link does not hold.</returns>
    public async Task<bool> UnsubscribeAsync(string token, CancellationToken cancellationToken = default)
    {
        if (tokens.Read(TokenPurpose.Digest, token) is not { Verdict: TokenVerdict.Valid } reading) return false;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Leaders.Where(right => right.Id == reading.Subject).Select(right => right.Email).SingleOrDefaultAsync(cancellationToken) is not { } email) return false;
        if (await db.DigestOptOuts.AnyAsync(row => row.Email == email, cancellationToken)) return true;
        db.DigestOptOuts.Add(new DigestOptOut { Email = email, Since = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<bool> SendAsync(BalanceDb db, IReadOnlyList<Leader> rights, DateOnly week, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var teams = new List<(Team, Insight)>();
        foreach (var right in rights)
        {
            var bodies = await reader.ReadAsync(right.TeamId, new WeekRange(1), cancellationToken);
            if (bodies is [var body] && Insight.Parse(body) is var insight && insight.From == week)
                teams.Add((await db.Teams.AsNoTracking().SingleAsync(team => team.Id == right.TeamId, cancellationToken), insight));
        }

        if (teams.Count == 0) return false;

        // Claimed right before the mail leaves: a crash in between costs this mail rather than sending it twice.
        var email = mail.Digest(rights[0], week, teams, now);
        cancellationToken.ThrowIfCancellationRequested();
        var digest = new Digest { Email = rights[0].Email, Week = week, ClaimedAt = now };
        db.Digests.Add(digest);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return false;
        }

        var result = await sender.SendAsync(email, CancellationToken.None);
        Telemetry.Sent("digest", result);
        if (result is SendResult.Sent sent) (digest.SentAt, digest.ProviderId) = (now, sent.ProviderId);
        else LogUnsent(logger, rights[0].Id, result.Failure);

        // Whatever may be mended is tried again by the next run, for as long as the week is news.
        if (result is SendResult.Transient or SendResult.Permanent { AddressFails: false }) db.Digests.Remove(digest);
        await db.SaveChangesAsync(CancellationToken.None);
        return result is SendResult.Sent;
    }

    [LoggerMessage(LogLevel.Warning, "The weekly mail of right {LeaderId} failed; the next run tries again only if it failed before it was claimed")]
    private static partial void LogFailure(ILogger logger, long leaderId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The weekly mail of right {LeaderId} was not sent: {Reason}")]
    private static partial void LogUnsent(ILogger logger, long leaderId, string? reason);
}
