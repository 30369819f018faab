using BalancePipeline.Scoring;

namespace BalancePipeline.Api.Pages;

/// <summary>A person's reply as their page shows it.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Score">What was understood; null while it waits to be scored.</param>
public sealed record Answer(string Question, string Text, DateTimeOffset ReceivedAt, ReplyScore? Score);
