using BalancePipeline.Scoring;

namespace BalancePipeline.Receipts;

/// <summary>A piece of a reply and the labels that were read from it.</summary>
internal sealed record ReceiptEvidence(int Start, int End, IReadOnlyList<ScoreLabel> Labels)
{
    /// <summary>
    /// The pieces that the surest labels came from, in the order of the reply. Labels whose words are mostly the same share a piece, in
    /// which a practice is named once: done or left undone, whichever is surer.
    /// </summary>
    internal static IReadOnlyList<ReceiptEvidence> Gather(IEnumerable<ScoreLabel> labels, int most)
    {
        var pieces = new List<ReceiptEvidence>();
        foreach (var label in labels.OrderByDescending(label => label.Confidence).Take(most))
        {
            var at = pieces.FindIndex(piece => piece.Shares(label));
            if (at < 0) pieces.Add(new ReceiptEvidence(label.Start, label.End, [label]));
            else pieces[at] = pieces[at].With(label);
        }

        return [.. pieces.OrderBy(piece => piece.Start)];
    }

    private bool Shares(ScoreLabel label) =>
        2 * (Math.Min(End, label.End) - Math.Max(Start, label.Start)) >= Math.Max(1, Math.Min(End - Start, label.End - label.Start));

    private ReceiptEvidence With(ScoreLabel label) => Labels.Any(known => known.Code == label.Code)
        ? this
        : new ReceiptEvidence(Math.Min(Start, label.Start), Math.Max(End, label.End), [.. Labels, label]);
}
