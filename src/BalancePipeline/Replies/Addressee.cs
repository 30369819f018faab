using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;

namespace BalancePipeline.Replies;

/// <summary>Whom an inbound mail answers.</summary>
/// <param name="Verdict">What the best token of the mail is worth.</param>
/// <param name="Delivery">The delivery it names, while it exists.</param>
/// <param name="Person">The person who was asked.</param>
/// <param name="IsSender">True when the mail says it is from that person.</param>
public sealed record Addressee(TokenVerdict Verdict, PromptDelivery? Delivery, Participant? Person, bool IsSender)
{
    internal static Addressee Nobody { get; } = new(TokenVerdict.Unknown, null, null, false);
}
