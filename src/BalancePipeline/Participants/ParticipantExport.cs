using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
            Email = person.Email,
            Name = person.Name,
            Team = teams[person.TeamId],
            Teams = memberships.ConvertAll(row => new PersonalTeam(teams[row.TeamId], row.FromWeek, row.UntilWeek)),
            LeaderOf = leads.ConvertAll(team => teams[team]),
            TimeZone = person.TimeZone,
            Days = person.Days.Format(),
            LocalTime = person.LocalTime,
            Locale = person.Locale,
            Region = person.Region,
            PausedFrom = person.PausedFrom,
            PausedUntil = person.PausedUntil,
            AwayUntil = person.AwayUntil,
            Status = person.Status,
            StatusReason = person.StatusReason,
            CreatedAt = person.CreatedAt,
            Prompts = deliveries.ConvertAll(row => new PersonalPrompt(
                row.Slot, row.Kind, row.Question, row.Practice, row.State, row.SentAt, row.NudgedAt,
                [.. replies[row.Id].Select(reply => new PersonalReply(
                    reply.Text, reply.ReceivedAt, reply.Week, teams[reply.TeamId], [.. scores[reply.Id].Select(PersonalScore.Of)],
                    [.. corrections[reply.Id].Select(row => new PersonalCorrection(row.Kind, row.Code, row.Words, row.CorrectedAt))]))])),
            Mails = await mails.ReadAsync(db, person, cancellationToken),
            OtherAddresses = await db.SenderAliases.Where(row => row.ParticipantId == participantId).Select(row => row.Email).ToListAsync(cancellationToken),
            Receipts = await db.Receipts.Where(row => row.ParticipantId == participantId).OrderBy(row => row.Id)
                .Select(row => new PersonalReceipt(row.Kind, row.TipId, row.SentAt)).ToListAsync(cancellationToken),
            MailEvents = await db.MailEvents.Where(row => row.ParticipantId == participantId).OrderBy(row => row.OccurredAt)
                .Select(row => new PersonalEvent(row.Kind, row.OccurredAt)).ToListAsync(cancellationToken),
        };
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
