using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BalancePipeline.Access;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>Everything that is kept of a person, for that person.</summary>
public sealed class ParticipantExport(IDbContextFactory<BalanceDb> factory, PersonalMails mails, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads it all; null when there is no such person.</summary>
    public async Task<PersonalData?> ReadAsync(long participantId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var person = await db.Participants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == participantId, cancellationToken);
        if (person is null) return null;
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(team => team.Id, team => team.Path, cancellationToken);
        var leads = await db.Leaders.Where(leader => leader.Email == person.Email).Select(leader => leader.TeamId).ToListAsync(cancellationToken);
        var memberships = await db.Memberships.AsNoTracking().Where(row => row.ParticipantId == participantId).OrderBy(row => row.FromWeek).ToListAsync(cancellationToken);
        var deliveries = await db.PromptDeliveries.AsNoTracking().Where(row => row.ParticipantId == participantId).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var replies = (await db.Replies.AsNoTracking().Where(row => row.ParticipantId == participantId).OrderBy(row => row.Id).ToListAsync(cancellationToken))
            .ToLookup(reply => reply.DeliveryId);
        var scores = (await db.Scores.AsNoTracking().Where(score => db.Replies.Any(reply => reply.Id == score.ReplyId && reply.ParticipantId == participantId))
            .OrderBy(score => score.Id).ToListAsync(cancellationToken)).ToLookup(score => score.ReplyId);
        var corrections = (await db.ScoreCorrections.AsNoTracking().Where(row => db.Replies.Any(reply => reply.Id == row.ReplyId && reply.ParticipantId == participantId))
            .OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.ReplyId);
        return new PersonalData
        {
            ExportedAt = clock.GetUtcNow(),
            Id = person.Id,
            Email = person.Email,
            Name = person.Name,
            Team = teams[person.TeamId],
            TeamSince = person.TeamSince,
            FormerTeam = person.FormerTeamId is { } former ? teams[former] : null,
            Teams = memberships.ConvertAll(row => new PersonalTeam(teams[row.TeamId], row.FromWeek, row.UntilWeek)),
            LeaderOf = leads.ConvertAll(team => teams[team]),
            TimeZone = person.TimeZone,
            Days = person.Days.Format(),
            LocalTime = person.LocalTime,
            Locale = person.Locale,
            Region = person.Region,
            OwnChoices = person.OwnChoices,
            PausedFrom = person.PausedFrom,
            PausedUntil = person.PausedUntil,
            AwayUntil = person.AwayUntil,
            Status = person.Status,
            StatusReason = person.StatusReason,
            StatusSince = person.StatusSince,
            FormerStatus = person.FormerStatus,
            NextDueAt = person.NextDueAt,
            LastHeardAt = person.LastHeardAt,
            CreatedAt = person.CreatedAt,
            Prompts = deliveries.ConvertAll(row => new PersonalPrompt(
                row.Slot, row.Kind, row.Question, row.Practice, row.State, row.SentAt, row.ProviderId, row.Failure, row.NudgedAt, row.NudgeProviderId, row.MetAbsence,
                [.. replies[row.Id].Select(reply => new PersonalReply(
                    reply.Text, reply.ReceivedAt, reply.Week, teams[reply.TeamId], reply.Attachments, [.. scores[reply.Id].Select(PersonalScore.Of)],
                    [.. corrections[reply.Id].Select(row => new PersonalCorrection(row.Kind, row.Code, row.Words, row.CorrectedAt))]))])),
            Mails = await mails.ReadAsync(db, person, cancellationToken),
            OtherAddresses = await db.SenderAliases.Where(row => row.ParticipantId == participantId).OrderBy(row => row.Id)
                .Select(row => new PersonalAddress(row.Email, row.AddedAt)).ToListAsync(cancellationToken),
            Receipts = await db.Receipts.Where(row => row.ParticipantId == participantId).OrderBy(row => row.Id)
                .Select(row => new PersonalReceipt(row.Kind, row.TipId, row.SentAt, row.ProviderId)).ToListAsync(cancellationToken),
            MailEvents = await db.MailEvents.Where(row => row.ParticipantId == participantId).OrderBy(row => row.OccurredAt)
                .Select(row => new PersonalEvent(row.Id, row.Kind, row.Status, row.OccurredAt)).ToListAsync(cancellationToken),
            WeeklyMails = await db.Digests.Where(row => row.Email == person.Email).OrderBy(row => row.Week)
                .Select(row => new PersonalDigest(row.Week, row.SentAt, row.ProviderId)).ToListAsync(cancellationToken),
            NoWeeklyMailsSince = await db.DigestOptOuts.Where(row => row.Email == person.Email).Select(row => (DateTimeOffset?)row.Since).SingleOrDefaultAsync(cancellationToken),
            SignIns = await db.SignInLinks.Where(row => row.Email == person.Email).OrderBy(row => row.Id)
                .Select(row => new PersonalSignIn(row.CreatedAt, row.UsedAt)).ToListAsync(cancellationToken),
            Sessions = await db.AccessTokens.Where(row => row.IsSession && row.Name == person.Email).OrderBy(row => row.Id)
                .Select(row => new PersonalSession(row.CreatedAt, row.ExpiresAt, row.RevokedAt)).ToListAsync(cancellationToken),
            AuditLog = await NotesAsync(db, person, teams, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<PersonalNote>> NotesAsync(
        BalanceDb db, Participant person, Dictionary<long, string> teams, CancellationToken cancellationToken)
    {
        var export = AuditLog.ExportOf(person.Id);
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Actor == person.Email || entry.Action == export)
            .OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => new PersonalNote(entry.At, entry.Actor, entry.Action, entry.TeamId is { } team ? teams.GetValueOrDefault(team, "") : null));
    }

    /// <summary>Writes everything as JSON.</summary>
    public static Task WriteJsonAsync(PersonalData data, Stream stream, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(stream, data, Json, cancellationToken);

    /// <summary>Writes the replies with their newest scores as CSV, one row a reply.</summary>
    public static async Task WriteCsvAsync(PersonalData data, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        await using var writer = new StreamWriter(stream, leaveOpen: true);

        // Words that begin like a formula must not become one in a spreadsheet.
        await using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        await csv.WriteRecordsAsync(
            from prompt in data.Prompts
            from reply in prompt.Replies
            let score = reply.Scores.Count > 0 ? reply.Scores[^1] : null
            select new
            {
                received_at = reply.ReceivedAt.ToString("O", CultureInfo.InvariantCulture),
                team = reply.Team,
                question = prompt.Question,
                text = reply.Text,
                results = score?.Results,
                relationships = score?.Relationships,
                depth = score?.Depth,
                labels = string.Join(' ', score?.Labels.Where(label => !reply.TakenOut.Any(taken => taken.Kind == label.Kind && taken.Code == label.Code)).Select(label => $"{label.Kind.Code()}:{label.Code}").Distinct() ?? []),
            },
            cancellationToken);
    }
}
