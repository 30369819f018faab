using System.Globalization;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Receipts;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Replies;

/// <summary>What follows from an inbound mail that is no reply: a command is carried out, an absence heeded, a dead address stopped, a person told.</summary>
public sealed class Consequences(Cadence cadence, IOptions<InboundOptions> options)
{
    // A later date may be misread. Whoever is away for longer will have it said again in answer to the next question.
    private const int MostAwayDays = 180;

    /// <summary>Changes the person's row as the mail asks for.</summary>
    /// <returns>What the person is told, and the key under which they are told it once; null for nothing.</returns>
    public (ReceiptKind Kind, string Key)? Draw(Verdict verdict, InboundEmail inbound, ExtractedReply extracted, Addressee addressee, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(inbound);
        ArgumentNullException.ThrowIfNull(extracted);
        ArgumentNullException.ThrowIfNull(addressee);
        if (addressee.Person is not { } person) return null;
        var key = string.Create(CultureInfo.InvariantCulture, $"mail:{inbound.Id}");
        if (verdict.Command is { } command) return (CarryOut(person, command, now), key);
        switch (verdict.Rejection)
        {
            case ReplyRejection.Bounce when extracted.Bounce is { Hard: true } bounce && bounce.Recipient?.ToLowerInvariant() == person.Email:
                if (person.MayGetMail) person.Stop($"A mail came back for good ({bounce.Status ?? "no status"}).", now);
                return null;
            case ReplyRejection.AutoReply when extracted.Kind is MailKind.OutOfOffice && addressee.IsSender:
                addressee.Delivery!.MetAbsence = true;
                StayAway(person, extracted.BackOn, now);
                return null;
            case ReplyRejection.TooLarge when addressee.IsSender: return (ReceiptKind.TooLarge, key);
            case ReplyRejection.ExpiredToken or ReplyRejection.Empty when person.Status is ParticipantStatus.Silent:
                // The last mail promised that any answer will do, however late: there is no newer question.
                cadence.Heard(person, now);
                return (ReceiptKind.Resumed, key);
            case ReplyRejection.ExpiredToken: return (ReceiptKind.Expired, key);
            case ReplyRejection.Empty: return (ReceiptKind.Empty, key);
            case ReplyRejection.SenderMismatch:
                return (ReceiptKind.OtherAddress, string.Create(CultureInfo.InvariantCulture, $"other:{person.Id}:{now.UtcDateTime:yyyy-MM-dd}"));
            default: return null;
        }
    }

    private ReceiptKind CarryOut(Participant person, ReplyCommand command, DateTimeOffset now)
    {
        switch (command.Kind)
        {
            case ReplyCommandKind.Pause:
                var today = Schedule.LocalDay(now, person.TimeZone);
                person.Notice(now);
                person.Pause(today, command.Days is { } days ? today.AddDays(days - 1) : null);
                cadence.Reschedule(person, now);

                // Whoever gets no questions is promised none after the pause.
                return person.Status switch
                {
                    ParticipantStatus.Active => ReceiptKind.Paused,
                    ParticipantStatus.Deactivated => ReceiptKind.PageLink,
                    _ => ReceiptKind.Stopped,
                };
            case ReplyCommandKind.Resume when person.Status is ParticipantStatus.Deactivated:
                // Who has left the roster is asked again when the roster says so.
                return ReceiptKind.PageLink;
            case ReplyCommandKind.Resume:
                person.Resume(now);
                cadence.Reschedule(person, now);
                return ReceiptKind.Resumed;
            case ReplyCommandKind.Stop:
                person.Unsubscribe(now);
                return ReceiptKind.Stopped;
            case ReplyCommandKind.Delete: return ReceiptKind.DeleteAsked;
            default: return ReceiptKind.PageLink;
        }
    }

    private void StayAway(Participant person, DateOnly? backOn, DateTimeOffset now)
    {
        var today = Schedule.LocalDay(now, person.TimeZone);
        var back = backOn ?? today.AddDays(options.Value.AwayDays);
        if (back <= today) return;
        var latest = today.AddDays(MostAwayDays);
        person.AwayUntil = Schedule.At(back < latest ? back : latest, TimeOnly.MinValue, person.TimeZone);
        cadence.Reschedule(person, now);
    }
}
