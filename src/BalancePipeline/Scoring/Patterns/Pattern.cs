namespace BalancePipeline.Scoring.Patterns;

/// <summary>A way people say something, as it stands in <c>patterns.json</c>.</summary>
/// <param name="Label">What it speaks for, e.g. <c>practiced:priorities</c>. For a practice: the act itself, whoever does it and whether or not it is done.</param>
/// <param name="Words">
/// Words in a row; <c> / </c> parts one way from another. <c>a|b</c>: one of them; <c>help~</c>: any inflection; <c>...</c>: up to four words between; <c>_</c>: any one word;
/// <c>@person</c>, <c>@number</c>: a person, a number.
/// </param>
/// <param name="Example">A sentence that it matches.</param>
/// <param name="Weight">Share of labelled texts with the pattern that carry the label, 0 to 1, written by the training tool.</param>
internal sealed record Pattern(string Label, string Words, string Example, float Weight);
