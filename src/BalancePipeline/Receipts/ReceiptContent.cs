using BalancePipeline.Email;
using BalancePipeline.Scoring;
using BalancePipeline.Wording;

namespace BalancePipeline.Receipts;

/// <summary>What was understood of a reply, and what goes with it.</summary>
/// <param name="Text">The reply.</param>
/// <param name="Attachments">Attachments that were dropped.</param>
/// <param name="Score">What was understood, without what the person took out; null while it waits.</param>
/// <param name="Tip">One thing to try.</param>
/// <param name="Streak">Weeks in a row with a reply.</param>
public sealed record Understanding(string Text, int Attachments, ReplyScore? Score, Tip Tip, int Streak);

/// <summary>What a receipt's mail says of a reply.</summary>
/// <param name="Frame">What every mail has.</param>
/// <param name="Heading">Thanks.</param>
/// <param name="Promise">Who sees what, with the real number.</param>
/// <param name="Understood">What was understood.</param>
public sealed record ReceiptContent(MailFrame Frame, string Heading, string Promise, Understanding Understood)
{
    // Below this a label is more often wrong than right.
    private const double Thin = 0.5;
    private const int MostWords = 160;

    // A receipt is read in a moment; the page has them all.
    private const int MostLabels = 5;

    /// <summary>One sentence on the whole.</summary>
    public string? Summary => Understood.Score is { } score ? Frame.Words.Summary(score) : null;

    /// <summary>True when there are numbers and labels to show.</summary>
    public bool Scored => Understood.Score is { Scorable: true };

    /// <summary>A caution where the evidence is thin, or null.</summary>
    public string? Caution => Understood.Score is { Scorable: true, Confidence: < Thin } ? Frame.Words["receipt.thin"] : null;

    /// <summary>The axes with their names and values.</summary>
    public IEnumerable<ReceiptAxis> Axes => Understood.Score is not { Scorable: true } score
        ? []
        : [new(Frame.Words.Axis("results", score.Results), score.Results), new(Frame.Words.Axis("relationships", score.Relationships), score.Relationships)];

    /// <summary>The surest of what was understood, by the words it came from.</summary>
    public IEnumerable<ReceiptLabel> Labels => Pieces
        .Select(piece => new ReceiptLabel(string.Join(" · ", piece.Labels.Select(label => Frame.Words.Label(label.Kind, label.Code))), Words(piece)));

    /// <summary>How much more stands on the page, or null.</summary>
    public string? More => All.Count - Pieces.Sum(piece => piece.Labels.Count) is var more and > 0 ? Frame.Words.Format("receipt.more", more) : null;

    /// <summary>A word on a streak worth naming, or null.</summary>
    public string? Streak => Understood.Streak >= 2 ? Frame.Words.Format("receipt.streak", Understood.Streak) : null;

    /// <summary>A word on dropped attachments, or null.</summary>
    public string? Attachments => Understood.Attachments > 0 ? Frame.Words.Format("receipt.attachments", Understood.Attachments) : null;

    /// <summary>The thing to try, in the person's language.</summary>
    public string Tip => Understood.Tip.In(Frame.Words.Language);

    private IReadOnlyList<ScoreLabel> All => Understood.Score?.Labels ?? [];

    private IReadOnlyList<ReceiptEvidence> Pieces => ReceiptEvidence.Gather(All, MostLabels);

    private string Words(ReceiptEvidence piece)
    {
        var start = Math.Clamp(piece.Start, 0, Understood.Text.Length);
        var end = Math.Clamp(piece.End, start, Understood.Text.Length);
        var words = string.Join(' ', Understood.Text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MostWords ? words : words[..(words.LastIndexOf(' ', MostWords) is var cut and > 0 ? cut : MostWords)] + "…";
    }
}

/// <summary>An axis as a receipt shows it.</summary>
/// <param name="Text">Name and number.</param>
/// <param name="Value">0 to 4.</param>
public sealed record ReceiptAxis(string Text, double Value)
{
    private int Halves => (int)Math.Round(2 * Value, MidpointRounding.AwayFromZero);

    /// <summary>The value as four dots, the last perhaps half, for text.</summary>
    public string Dots => new string('●', Halves / 2) + new string('◐', Halves % 2) + new string('○', 4 - ((Halves + 1) / 2));
}

/// <summary>Some words of a reply as a receipt shows them.</summary>
/// <param name="Name">What was understood from them.</param>
/// <param name="Words">The words.</param>
public sealed record ReceiptLabel(string Name, string Words);

/// <summary>What a short answer of ours says.</summary>
/// <param name="Frame">What every mail has.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">A sentence or three.</param>
/// <param name="Action">What the button says.</param>
/// <param name="ActionUrl">Where the button leads.</param>
public sealed record NoticeContent(MailFrame Frame, string Subject, string Text, string Action, string ActionUrl);
