using System.Globalization;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>Composes mails to a person: their language and links, a text and an HTML part, and headers that keep machines from answering.</summary>
public sealed class MailComposer(
    MailRenderer renderer, SignedTokens tokens, PersonLinks links, IOptions<MailOptions> options, IOptions<TokenOptions> tokenOptions)
{
    /// <summary>The frame of a mail to that person, written at that moment.</summary>
    /// <param name="person">To whom it goes.</param>
    /// <param name="delivery">What an answer to the mail answers; null for a mail that takes no answer.</param>
    /// <param name="at">Fixed for a mail, so that composing it again gives the same links.</param>
    public MailFrame Frame(Participant person, PromptDelivery? delivery, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(person);
        var words = Words.For(person.Locale);
        return new MailFrame
        {
            Words = words,
            Recipient = person.Email,
            RecipientName = person.Name,
            Marker = delivery is null ? null : PromptMarkers.ReplyAboveLine(delivery.Id.ToString("x", CultureInfo.InvariantCulture), words["mail.marker"]),
            ReplyTo = delivery is null ? null : ReplyAddress.Of(ReplyToken(delivery), options.Value),
            PageUrl = links.Page(person.Id, at),
            UnsubscribeUrl = links.Unsubscribe(person.Id, at),
        };
    }

    /// <summary>
    /// The Message-ID of a mail about a delivery. It carries the reply token, so that an answer is recognised by its References even
    /// where a mail program drops Reply-To.
    /// </summary>
    public string MessageId(string kind, PromptDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return $"{kind}.{ReplyToken(delivery)}@{options.Value.InboundDomain}";
    }

    /// <summary>The Message-ID of a mail that answers to nothing.</summary>
    public string MessageId(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{id}@{options.Value.InboundDomain}");

    /// <summary>The Message-ID, of no mail, that all mails of a person's week refer to, so that mail programs show them as one thread.</summary>
    public string WeekThread(PromptDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var week = IsoWeek.Format(IsoWeek.MondayOf(delivery.PlannedAt)).ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"week-{delivery.ParticipantId}-{week}@{options.Value.InboundDomain}");
    }

    /// <summary>The whole mail.</summary>
    /// <param name="frame">What is around the content.</param>
    /// <param name="messageId">Without angle brackets.</param>
    /// <param name="subject">The subject line.</param>
    /// <param name="model">What the component shows.</param>
    /// <param name="paragraphs">The same as text; what is null or empty is left out.</param>
    /// <param name="references">Message-IDs that the mail belongs under, oldest first.</param>
    public OutgoingEmail Compose<TComponent>(
        MailFrame frame, string messageId, string subject, object model, IEnumerable<string?> paragraphs, params IReadOnlyList<string> references)
        where TComponent : IComponent
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new OutgoingEmail
        {
            MessageId = messageId,
            Recipient = frame.Recipient,
            RecipientName = frame.RecipientName,
            ReplyTo = frame.ReplyTo,
            Subject = subject,
            Text = Text(frame, paragraphs),
            Html = renderer.Render<TComponent>(model),
            References = references,
            Headers = new Dictionary<string, string>
            {
                ["Auto-Submitted"] = "auto-generated",
                ["X-Auto-Response-Suppress"] = "All",
                ["List-Unsubscribe"] = $"<{frame.UnsubscribeUrl}>",
                ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
            },
        };
    }

    private string ReplyToken(PromptDelivery delivery) =>
        tokens.Issue(TokenPurpose.Reply, delivery.Id, delivery.PlannedAt.AddDays(tokenOptions.Value.ReplyDays));

    private static string Text(MailFrame frame, IEnumerable<string?> paragraphs)
    {
        var words = frame.Words;
        string?[] all =
        [
            frame.Marker,
            .. paragraphs,
            frame.HasLinks ? $"{words["mail.page"]}: {frame.PageUrl}\n{words["mail.unsubscribe"]}: {frame.UnsubscribeUrl}" : null,
            frame.Marker is null ? null : words["mail.commands"],
            words["mail.sent-by"],
        ];
        return string.Join("\n\n", all.Where(paragraph => !string.IsNullOrWhiteSpace(paragraph))) + "\n";
    }
}
