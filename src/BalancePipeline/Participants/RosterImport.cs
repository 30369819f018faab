using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Participants;

/// <summary>Brings teams, people and leaders in line with a roster, in one transaction.</summary>
public sealed class RosterImport(
    IDbContextFactory<BalanceDb> factory, Cadence cadence, HolidayCalendars holidays, IOptions<RosterOptions> defaults, TimeProvider clock)
{
    private const int Batch = 1000;

    private static readonly string[] Changed =
    [
        nameof(Participant.Name), nameof(Participant.TeamId), nameof(Participant.TeamSince), nameof(Participant.FormerTeamId),
        nameof(Participant.TimeZone), nameof(Participant.Days), nameof(Participant.LocalTime),
        nameof(Participant.Locale), nameof(Participant.Region), nameof(Participant.NextDueAt), nameof(Participant.Status), nameof(Participant.StatusReason),
        nameof(Participant.StatusSince), nameof(Participant.FormerStatus), nameof(Participant.LastHeardAt),
        nameof(Participant.PausedFrom), nameof(Participant.PausedUntil), nameof(Participant.AwayUntil),
    ];

    /// <summary>Imports the rows. Importing the same roster again changes nothing, and nothing overrides what people chose for themselves.</summary>
    /// <param name="roster">The roster's text.</param>
    /// <param name="how">What to do with bad rows and missing people; null for all or nothing.</param>
    /// <param name="progress">Told how many rows were read.</param>
    /// <param name="cancellationToken">Stops the import; nothing is kept then.</param>
    /// <returns>What was done, or would be; and every bad row.</returns>
    /// <exception cref="RosterException">The file has no usable header, or is no CSV in UTF-8.</exception>
    public async Task<RosterReport> ImportAsync(
        TextReader roster, RosterImportHow? how = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ImportAllAsync(roster, how ?? new RosterImportHow(), progress, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RosterException("Somebody else imported the same people at the same moment; nothing was changed. Try again.");
        }
    }

    private async Task<RosterReport> ImportAllAsync(TextReader roster, RosterImportHow how, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var tree = await TeamTree.LoadAsync(db, cancellationToken);
        var report = new RosterReport();
        var seen = new HashSet<string>();
        await foreach (var lines in RosterFile.ReadAsync(roster, holidays.Knows, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var rows = Good(lines, seen, report);

            // Once nothing will be kept, only the remaining bad rows are of interest.
            if (report.BadRows.Count == 0 || how.PassesOverBad) await ApplyAsync(db, tree, rows, report, cancellationToken);
            progress?.Report(report.Rows);
        }

        if (report.BadRows.Count > 0 && !how.PassesOverBad) return report.Refuse();
        if (report.Rows == 0 && how.DeactivateMissing) throw new RosterException("The roster holds no row; nobody is deactivated by an empty roster.");
        await FindMissingAsync(db, seen, how, report, cancellationToken);
        report.TeamsAdded = tree.Added;
        report.Applied = !how.DryRun;
        if (report.Applied) await transaction.CommitAsync(cancellationToken);
        return report;
    }

    private static List<RosterRow> Good(RosterLine[] lines, HashSet<string> seen, RosterReport report)
    {
        var rows = new List<RosterRow>(lines.Length);
        foreach (var line in lines)
        {
            report.Rows++;
            var isNew = seen.Add(line.Email);
            if (line.Row is null) report.BadRows.Add(new BadRow(line.Number, line.Reason));
            else if (!isNew) report.BadRows.Add(new BadRow(line.Number, $"'{line.Email}' is in the roster twice"));
            else rows.Add(line.Row);
        }

        return rows;
    }

    private async Task ApplyAsync(BalanceDb db, TeamTree tree, List<RosterRow> rows, RosterReport report, CancellationToken cancellationToken)
    {
        var emails = rows.ConvertAll(row => row.Email);
        var people = await Held(db, emails).ToDictionaryAsync(person => person.Email, cancellationToken);
        var leaders = (await db.Leaders.Where(leader => emails.Contains(leader.Email)).ToListAsync(cancellationToken)).ToLookup(leader => leader.Email);
        var now = clock.GetUtcNow();
        var (added, changed) = (new List<Participant>(), new List<Participant>());
        foreach (var row in rows)
        {
            var teamId = await tree.EnsureAsync(row.Team, cancellationToken);
            if (!people.TryGetValue(row.Email, out var person)) added.Add(Create(row, teamId, now));
            else if (Update(db, person, row, teamId, now, report)) changed.Add(person);
            if (row.LeaderOf is not null) await AlignLeaderAsync(db, tree, row, leaders[row.Email], cancellationToken);
        }

        report.Added += added.Count;
        await db.UpdateManyAsync(changed, Changed, cancellationToken);
        await db.InsertManyAsync(added, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    // What a person changes on their page meanwhile waits, and is not written over.
    private static IQueryable<Participant> Held(BalanceDb db, List<string> emails) => db.IsPostgreSql
        ? db.Participants.FromSql($"SELECT * FROM participants WHERE email = ANY({emails}) ORDER BY id FOR UPDATE")
        : db.Participants.Where(person => emails.Contains(person.Email));

    private Participant Create(RosterRow row, long teamId, DateTimeOffset now)
    {
        var standard = defaults.Value;
        var person = new Participant
        {
            Email = row.Email,
            Name = row.Name ?? "",
            TimeZone = row.TimeZone ?? standard.TimeZone,
            Days = row.Days ?? standard.ParsedDays,
            LocalTime = row.LocalTime ?? standard.ParsedLocalTime,
            Locale = row.Locale ?? standard.Locale,
            Region = row.Region ?? "",
            CreatedAt = now,
        };
        person.Join(teamId, now);
        cadence.Reschedule(person, now);
        return person;
    }

    /// <returns>False when nothing changed.</returns>
    private bool Update(BalanceDb db, Participant person, RosterRow row, long teamId, DateTimeOffset now, RosterReport report)
    {
        bool Open(OwnChoices choice) => !person.OwnChoices.HasFlag(choice);
        var when = (person.TimeZone, person.Days, person.LocalTime, person.Locale, person.Region);
        person.Name = row.Name ?? person.Name;
        person.Join(teamId, now);
        if (Open(OwnChoices.TimeZone)) person.TimeZone = row.TimeZone ?? person.TimeZone;
        if (Open(OwnChoices.Days)) person.Days = row.Days ?? person.Days;
        if (Open(OwnChoices.LocalTime)) person.LocalTime = row.LocalTime ?? person.LocalTime;
        if (Open(OwnChoices.Locale)) person.Locale = row.Locale ?? person.Locale;
        if (Open(OwnChoices.Region)) person.Region = row.Region ?? person.Region;
        var cameBack = person.Status is ParticipantStatus.Deactivated;
        if (cameBack) person.ComeBack(now);
        if (db.Entry(person).State is EntityState.Unchanged)
        {
            report.Unchanged++;
            return false;
        }

        // A slot that is due already and not yet planned stays due.
        var moves = cameBack || when != (person.TimeZone, person.Days, person.LocalTime, person.Locale, person.Region);
        if (moves && (person.NextDueAt is null || person.NextDueAt > now)) cadence.Reschedule(person, now);
        report.Updated += cameBack ? 0 : 1;
        report.CameBack += cameBack ? 1 : 0;
        return true;
    }

    private static async Task AlignLeaderAsync(BalanceDb db, TeamTree tree, RosterRow row, IEnumerable<Leader> present, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<long>();
        foreach (var path in row.LeaderOf!) wanted.Add(await tree.EnsureAsync(path, cancellationToken));
        foreach (var leader in present)
        {
            if (!wanted.Remove(leader.TeamId)) db.Leaders.Remove(leader);
        }

        db.Leaders.AddRange(wanted.Select(teamId => new Leader { Email = row.Email, TeamId = teamId }));
    }

    private async Task FindMissingAsync(BalanceDb db, HashSet<string> seen, RosterImportHow how, RosterReport report, CancellationToken cancellationToken)
    {
        var present = db.Participants.AsNoTracking().Where(person => person.Status != ParticipantStatus.Deactivated)
            .OrderBy(person => person.Id).Select(person => new MissingPerson(person.Id, person.Email)).AsAsyncEnumerable();
        await foreach (var person in present.WithCancellation(cancellationToken))
        {
            if (!seen.Contains(person.Email)) report.Missing.Add(person);
        }

        if (!how.DeactivateMissing) return;
        var now = clock.GetUtcNow();
        foreach (var missing in report.Missing.Chunk(Batch))
        {
            var ids = missing.Select(person => person.Id).ToList();
            var emails = missing.Select(person => person.Email).ToList();
            foreach (var person in await db.Participants.Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken)) person.Deactivate(now);
            await db.Leaders.Where(leader => emails.Contains(leader.Email)).ExecuteDeleteAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            report.Deactivated += missing.Length;
        }
    }
}
