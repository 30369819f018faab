using BalancePipeline.Email;

namespace BalancePipeline.Prompts;

/// <summary>What a prompt's mail says.</summary>
/// <param name="Frame">What every mail has.</param>
/// <param name="Intro">A sentence before the question, or null.</param>
/// <param name="Question">The question; null for the last mail to somebody who has not answered.</param>
/// <param name="Quote">The person's own earlier words that the question is about, or null.</param>
/// <param name="Promise">Who sees what, with the real number.</param>
public sealed record PromptContent(MailFrame Frame, string? Intro, string? Question, string? Quote, string Promise);
