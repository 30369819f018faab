using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>Brings teams, people and leaders in line with a roster, all or nothing.</summary>
public sealed class RosterImport(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Imports the rows. Importing the same roster again changes nothing.</summary>
    /// <param name="roster">The roster's text.</param>
    /// <param name="cancellationToken">Stops the import; nothing is kept then.</param>
    /// <returns>What was done, or the bad rows, in which case nothing was done.</returns>
    /// <exception cref="RosterException">The file has no usable header.</exception>
    public async Task<RosterReport> ImportAsync(TextReader roster, CancellationToken cancellationToken = default)
    {
        var lines = RosterFile.Read(roster).ToList();
        var bad = lines.Where(line => line.Row is null).Select(line => new BadRow(line.Number, line.Reason)).ToList();
        if (bad.Count > 0) return new RosterReport(0, 0, bad);

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var tree = await TeamTree.LoadAsync(db, cancellationToken);
        var people = await db.Participants.ToDictionaryAsync(person => person.Email, cancellationToken);
        var leaders = (await db.Leaders.ToListAsync(cancellationToken)).Select(leader => (leader.Email, leader.TeamId)).ToHashSet();
        foreach (var row in lines.Select(line => line.Row!))
        {
            tree.Ensure(row.Team);
            foreach (var path in row.LeaderOf) tree.Ensure(path);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var added = 0;
        var now = clock.GetUtcNow();
        foreach (var row in lines.Select(line => line.Row!))
        {
            if (people.TryGetValue(row.Email, out var person))
            {
                person.Name = row.Name;
                person.TeamId = tree.Ensure(row.Team).Id;
            }
            else
            {
                db.Participants.Add(people[row.Email] = NewPerson(row, tree.Ensure(row.Team).Id, now));
                added++;
            }

            foreach (var team in row.LeaderOf.Select(path => tree.Ensure(path).Id))
            {
                if (leaders.Add((row.Email, team))) db.Leaders.Add(new Leader { Email = row.Email, TeamId = team });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RosterReport(added, lines.Count - added, []);
    }

    private static Participant NewPerson(RosterRow row, long teamId, DateTimeOffset now) => new()
    {
        Email = row.Email,
        Name = row.Name,
        TeamId = teamId,
        TimeZone = row.TimeZone,
        Days = row.Days,
        LocalTime = row.LocalTime,
        Locale = row.Locale,
        CreatedAt = now,
        NextDueAt = Schedule.Next(row.Days, row.LocalTime, row.TimeZone, now)?.DueAt,
    };
}

/// <summary>What an import did.</summary>
/// <param name="Added">New people.</param>
/// <param name="Kept">People who were there before.</param>
/// <param name="BadRows">Rows that can't be imported; when there are any, nothing was done.</param>
public sealed record RosterReport(int Added, int Kept, IReadOnlyList<BadRow> BadRows);

/// <summary>A row that can't be imported.</summary>
/// <param name="Line">Line of the file, the header being line 1.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record BadRow(int Line, string Reason);
