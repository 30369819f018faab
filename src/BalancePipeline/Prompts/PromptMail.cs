using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Writes the mails that ask a person.</summary>
public sealed class PromptMail(MailComposer composer, IOptions<InsightOptions> insights)
{
    /// <summary>The Message-ID of a delivery's mail: the same however often it is composed.</summary>
    public string MessageId(PromptDelivery delivery) => composer.MessageId("prompt", delivery);

    /// <summary>The Message-ID of a delivery's nudge.</summary>
    public string NudgeMessageId(PromptDelivery delivery) => composer.MessageId("nudge", delivery);

    /// <summary>The mail for a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="person">The person asked.</param>
    /// <param name="quote">The person's own earlier words that the question is about, or null.</param>
    public OutgoingEmail Compose(PromptDelivery delivery, Participant person, string? quote = null)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var content = Content(delivery, person);
        return delivery.Kind is DeliveryKind.Farewell
            ? Compose(content with { Intro = delivery.Question }, MessageId(delivery), content.Frame.Words["farewell.subject"])
            : Compose(
                content with { Question = delivery.Question, Quote = quote }, MessageId(delivery), delivery.Question, composer.WeekThread(delivery));
    }

    /// <summary>The nudge for a delivery: kind, short, in the thread of the first mail.</summary>
    public OutgoingEmail ComposeNudge(PromptDelivery delivery, Participant person)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var content = Content(delivery, person);
        var words = content.Frame.Words;
        return Compose(
            content with { Intro = words["nudge.text"], Question = delivery.Question },
            NudgeMessageId(delivery),
            words.Format("mail.reply-prefix", delivery.Question),
            composer.WeekThread(delivery), delivery.MessageId ?? MessageId(delivery));
    }

    private PromptContent Content(PromptDelivery delivery, Participant person)
    {
        var frame = composer.Frame(person, delivery, delivery.PlannedAt);
        return new PromptContent(frame, null, null, null, frame.Words.Format("prompt.promise", insights.Value.MinimumGroupSize));
    }

    private OutgoingEmail Compose(PromptContent content, string messageId, string subject, params IReadOnlyList<string> references)
    {
        var words = content.Frame.Words;
        string?[] paragraphs =
        [
            content.Intro,
            content.Question,
            content.Quote is null ? null : $"\u201c{content.Quote}\u201d",
            content.Question is null ? null : words["prompt.how"],
            content.Promise,
        ];
        return composer.Compose<PromptHtml>(content.Frame, messageId, subject, content, paragraphs, references);
    }
}
