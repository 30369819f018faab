using BalancePipeline.Scoring;

namespace BalancePipeline.Api.Pages.People;

/// <summary>A stretch of a reply, with the label that its words led to, if any.</summary>
internal sealed record EvidencePiece(string Text, ScoreLabel? Label);

/// <summary>Cuts a reply at its evidence, so that each stretch can be underlined once.</summary>
internal static class EvidencePieces
{
    /// <summary>The whole text in order; where evidence overlaps, the earlier label keeps the words.</summary>
    internal static IEnumerable<EvidencePiece> Split(string text, IEnumerable<ScoreLabel> labels)
    {
        var at = 0;
        foreach (var label in labels.OrderBy(label => label.Start).ThenByDescending(label => label.End))
        {
            if (label.Start < at || label.End > text.Length || label.End <= label.Start) continue;
            if (label.Start > at) yield return new EvidencePiece(text[at..label.Start], null);
            yield return new EvidencePiece(text[label.Start..label.End], label);
            at = label.End;
        }

        if (at < text.Length) yield return new EvidencePiece(text[at..], null);
    }
}
