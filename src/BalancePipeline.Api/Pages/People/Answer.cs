using BalancePipeline.Scoring;

namespace BalancePipeline.Api.Pages.People;

/// <summary>A person's reply as their page shows it.</summary>
/// <param name="ReplyId">The reply.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="Day">The local day on which it arrived.</param>
/// <param name="Score">What was understood, without what they took out; null while it waits to be scored.</param>
/// <param name="TakenOut">What they took out.</param>
public sealed record Answer(long ReplyId, string Question, string Text, DateOnly Day, ReplyScore? Score, IReadOnlyList<ScoreCorrection> TakenOut);
