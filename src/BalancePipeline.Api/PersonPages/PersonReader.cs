using BalancePipeline.Api.Pages.People;
using BalancePipeline.Insights;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using BalancePipeline.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace BalancePipeline.Api.PersonPages;

/// <summary>Reads what a person's page shows: everything of theirs, and of nobody else.</summary>
public sealed class PersonReader(
    Addressees addressees, HolidayCalendars holidays, IOptions<InsightOptions> insights, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    internal async Task<PersonView> ReadAsync(BalanceDb db, Participant person, string token, CancellationToken cancellationToken) => new()
    {
        Words = Words.For(person.Locale),
        Token = token,
        Person = person,
        Answers = await AnswersAsync(db, person, cancellationToken),
        OtherAddresses = await OtherAddressesAsync(db, person, cancellationToken),
        NextAt = person.NextDueAt?.ToInstant().InZone(DateTimeZoneProviders.Tzdb[person.TimeZone]).ToDateTimeOffset(),
        Today = Schedule.LocalDay(clock.GetUtcNow(), person.TimeZone),
        MinimumGroupSize = insights.Value.MinimumGroupSize,
        RawMailDays = retention.Value.RawMailDays,
        ReplyMonths = retention.Value.ReplyMonths,
        Regions = [.. holidays.Regions.Order(StringComparer.Ordinal)],
        Settings = SettingsInput.Of(person),
    };

    private static async Task<IReadOnlyList<Answer>> AnswersAsync(BalanceDb db, Participant person, CancellationToken cancellationToken)
    {
        // All of them: a person is asked once a day at most, and replies are kept for a while only.
        var own = db.Replies.AsNoTracking().Where(reply => reply.ParticipantId == person.Id);
        var asked = await (
            from reply in own
            join delivery in db.PromptDeliveries on reply.DeliveryId equals delivery.Id
            orderby reply.ReceivedAt descending, reply.Id descending
            select new { reply, delivery.Question }).ToListAsync(cancellationToken);
        var scores = (await db.Scores.AsNoTracking().Where(score => own.Any(reply => reply.Id == score.ReplyId)).OrderBy(score => score.Id).ToListAsync(cancellationToken))
            .ToLookup(score => (score.ReplyId, score.Revision));
        var corrections = (await db.ScoreCorrections.AsNoTracking().Where(row => own.Any(reply => reply.Id == row.ReplyId)).OrderBy(row => row.Id).ToListAsync(cancellationToken))
            .ToLookup(row => row.ReplyId);
        var taken = await TakenOutLabels.ReadAsync(db, own, cancellationToken);
        return asked.ConvertAll(answer => new Answer(
            answer.reply.Id, answer.Question, answer.reply.Text, Schedule.LocalDay(answer.reply.ReceivedAt, person.TimeZone),
            scores[(answer.reply.Id, answer.reply.Revision)].LastOrDefault() is { } score ? taken.Leave(answer.reply.Id, score.ToReplyScore()) : null,
            [.. corrections[answer.reply.Id]]));
    }

    /// <summary>
    /// Who sent mails that carried this person's tokens and were refused for their address, unless it is somebody else's: what a colleague
    /// wrote is not this person's to take. They are few, and kept for weeks only.
    /// </summary>
    private async Task<IReadOnlyList<string>> OtherAddressesAsync(BalanceDb db, Participant person, CancellationToken cancellationToken)
    {
        var forms = await (
            from delivery in db.PromptDeliveries
            join mail in db.InboundEmails on delivery.Id equals mail.DeliveryId
            where delivery.ParticipantId == person.Id && mail.Rejection == ReplyRejection.SenderMismatch
            orderby mail.Id descending
            select mail.Form).Take(20).ToListAsync(cancellationToken);
        var addresses = new List<string>();
        foreach (var address in forms.Select(InboundForm.FromBytes).Select(form => form.Sender(form.ToMail())).OfType<string>().Select(addressees.Normalize).Distinct())
        {
            if (!await addressees.IsOfAnotherAsync(db, person, address, cancellationToken)) addresses.Add(address);
        }

        return addresses;
    }
}
