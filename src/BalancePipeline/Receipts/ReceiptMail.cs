using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Wording;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Receipts;

/// <summary>Writes the mails that answer a person.</summary>
public sealed class ReceiptMail(MailComposer composer, IOptions<InsightOptions> insights)
{
    /// <summary>What was understood of a reply, in the thread of its question.</summary>
    public OutgoingEmail ComposeUnderstood(Receipt receipt, Participant person, PromptDelivery delivery, Understanding understood)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(delivery);
        var frame = composer.Frame(person, delivery, receipt.PlannedAt);
        var words = frame.Words;
        var content = new ReceiptContent(
            frame, person.Name.Length > 0 ? words.Format("receipt.thanks", person.Name.Split(' ')[0]) : words["receipt.thanks-unnamed"],
            words.Format("receipt.private", insights.Value.MinimumGroupSize), understood);
        string?[] paragraphs =
        [
            content.Heading,
            content.Scored ? $"{words["receipt.understood"]}\n{string.Join('\n', content.Axes.Select(axis => $"{axis.Dots}  {axis.Text}"))}" : null,
            content.Summary,
            string.Join('\n', content.Labels.Select(label => $"- {label.Name}: \u201c{label.Words}\u201d")),
            content.More,
            content.Caution,
            content.Scored ? $"{words["receipt.correct"]} {frame.PageUrl}" : null,
            $"{words["receipt.tip"]}\n{content.Tip}",
            content.Streak,
            content.Attachments,
            content.Promise,
        ];
        return composer.Compose<ReceiptHtml>(
            frame, MessageId(receipt), words.Format("mail.reply-prefix", delivery.Question), content, paragraphs, Thread(delivery));
    }

    /// <summary>A short answer: what was done, or why nothing was.</summary>
    public OutgoingEmail ComposeNotice(Receipt receipt, Participant person, PromptDelivery? delivery)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(person);
        var frame = composer.Frame(person, delivery, receipt.PlannedAt);
        var (key, anchor) = receipt.Kind switch
        {
            ReceiptKind.Paused => ("paused", "#pause"),
            ReceiptKind.Resumed => ("resumed", "#settings"),
            ReceiptKind.Stopped => ("stopped", ""),
            ReceiptKind.DeleteAsked => ("delete-asked", "/erase"),
            ReceiptKind.PageLink => ("page-link", ""),
            ReceiptKind.Expired => ("expired", ""),
            ReceiptKind.Empty => ("empty", ""),
            ReceiptKind.TooLarge => ("too-large", ""),
            ReceiptKind.OtherAddress => ("other-address", "#addresses"),
            _ => throw new ArgumentOutOfRangeException(nameof(receipt), receipt.Kind, "Not a short answer"),
        };
        return Notice(frame, MessageId(receipt), key, Text(frame.Words, key, person), frame.PageUrl + anchor, delivery is null ? [] : Thread(delivery));
    }

    /// <summary>The last mail: everything of the person is gone. Composed before it is, sent after.</summary>
    public OutgoingEmail ComposeErased(Participant person, int replies, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        var frame = composer.Frame(person, null, at) with { HasLinks = false };
        var when = frame.Words.Format("notice.erased.text", replies, frame.Words.Moment(at));
        return composer.Compose<NoticeHtml>(
            frame, composer.MessageId("erased", person.Id), frame.Words["notice.erased.subject"],
            new NoticeContent(frame, frame.Words["notice.erased.subject"], when, "", ""), [when]);
    }

    private OutgoingEmail Notice(MailFrame frame, string messageId, string key, string text, string url, IReadOnlyList<string> references)
    {
        var content = new NoticeContent(frame, frame.Words[$"notice.{key}.subject"], text, frame.Words[$"notice.{key}.action"], url);
        return composer.Compose<NoticeHtml>(frame, messageId, content.Subject, content, [content.Text, $"{content.Action}: {content.ActionUrl}"], references);
    }

    private static string Text(Words words, string key, Participant person) => (key, person.PausedUntil) switch
    {
        ("paused", { } until) => words.Format("notice.paused.text", words.Date(until)),
        ("paused", null) => words["notice.paused-open.text"],
        _ => words[$"notice.{key}.text"],
    };

    private string MessageId(Receipt receipt) => composer.MessageId("receipt", receipt.Id);

    private IReadOnlyList<string> Thread(PromptDelivery delivery) =>
        [composer.WeekThread(delivery), delivery.MessageId ?? composer.MessageId("prompt", delivery)];
}
