using System.Globalization;
using System.Net;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Writes the mail that asks a person.</summary>
public sealed class PromptMail(
    SignedTokens tokens, IOptions<MailOptions> mail, IOptions<TokenOptions> tokenOptions, IOptions<InsightOptions> insights)
{
    /// <summary>The Message-ID of a delivery's mail: the same however often it is composed.</summary>
    public string MessageId(PromptDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return string.Create(CultureInfo.InvariantCulture, $"prompt-{delivery.Id}@{mail.Value.InboundDomain}");
    }

    /// <summary>The Message-ID of a delivery's nudge.</summary>
    public string NudgeMessageId(PromptDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return string.Create(CultureInfo.InvariantCulture, $"nudge-{delivery.Id}@{mail.Value.InboundDomain}");
    }

    /// <summary>The nudge for a delivery: its mail again, in the thread of the first.</summary>
    public OutgoingEmail ComposeNudge(PromptDelivery delivery, Participant person)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var prompt = Compose(delivery, person);
        return prompt with
        {
            MessageId = NudgeMessageId(delivery),
            Subject = "Re: " + prompt.Subject,
            References = [delivery.MessageId ?? MessageId(delivery)],
        };
    }

    /// <summary>The mail for a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="person">The person asked.</param>
    /// <param name="quote">The person's own earlier words that the question is about, or null.</param>
    public OutgoingEmail Compose(PromptDelivery delivery, Participant person, string? quote = null)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(person);
        var page = Link("me", TokenPurpose.Page, person.Id, delivery);
        var unsubscribe = Link("unsubscribe", TokenPurpose.Unsubscribe, person.Id, delivery);
        var reply = tokens.Issue(TokenPurpose.Reply, delivery.Id, delivery.PlannedAt.AddDays(tokenOptions.Value.ReplyDays));
        var marker = PromptMarkers.Line(delivery.Id);
        var minimum = insights.Value.MinimumGroupSize;
        var promise = $"Just press Reply; two sentences are plenty. What you write stays between you and this mailbox: "
            + $"leaders only see figures of groups in which at least {minimum} people answered, never your words and never who answered.";
        return new OutgoingEmail
        {
            MessageId = MessageId(delivery),
            Recipient = person.Email,
            RecipientName = person.Name,
            ReplyTo = ReplyAddress.Of(reply, mail.Value.InboundDomain),
            Subject = delivery.Question,
            Text = $"{marker}\n\n{delivery.Question}\n{(quote is null ? "" : $"\n\u201c{quote}\u201d\n")}\n{promise}\n\nYour page: {page}\nNo more of these: {unsubscribe}\n",
            Html = Html(person.Locale, marker, delivery.Question, quote, promise, page, unsubscribe),
            Headers = new Dictionary<string, string>
            {
                ["Auto-Submitted"] = "auto-generated",
                ["X-Auto-Response-Suppress"] = "All",
                ["List-Unsubscribe"] = $"<{unsubscribe}>",
                ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
            },
        };
    }

    private string Link(string page, TokenPurpose purpose, long subject, PromptDelivery delivery) =>
        $"{mail.Value.PublicUrl}/{page}/{tokens.Issue(purpose, subject, delivery.PlannedAt.AddDays(365))}";

    private static string Html(string locale, string marker, string question, string? quote, string promise, string page, string unsubscribe) => $"""
        <!doctype html><html lang="{locale}"><body style="font-family:sans-serif"><div class="{PromptMarkers.CssClass}">
        <p style="font-size:12px;color:#767676">{WebUtility.HtmlEncode(marker)}</p>
        <p style="font-size:20px">{WebUtility.HtmlEncode(question)}</p>
        {(quote is null ? "" : $"<blockquote>{WebUtility.HtmlEncode(quote)}</blockquote>")}
        <p>{WebUtility.HtmlEncode(promise)}</p>
        <p><a href="{page}">Your page</a> · <a href="{unsubscribe}">No more of these</a></p>
        </div></body></html>
        """;
}
