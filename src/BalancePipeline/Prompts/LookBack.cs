using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Prompts;

/// <summary>Finds the words of a person's own earlier reply that a look back shows to them, and to nobody else.</summary>
public static class LookBack
{
    private const int MostLetters = 240;
    private static readonly char[] Ends = ['.', '!', '?', '\n'];

    /// <summary>The words, or null when the delivery is no look back or the reply is gone.</summary>
    public static async Task<string?> QuoteAsync(BalanceDb db, PromptDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.LookBackReplyId is not { } id) return null;
        var reply = await db.Replies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (reply is null) return null;
        var score = await db.Scores.AsNoTracking().Where(row => row.ReplyId == id && row.Revision == reply.Revision)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        var taken = await TakenOutLabels.ReadAsync(db, db.Replies.Where(row => row.Id == id), cancellationToken);
        return Quote(reply.Text, taken.Leave(id, score?.Labels ?? []));
    }

    /// <summary>The sentence around what was left undone, else around what was done, else the first; shortened at a word.</summary>
    internal static string Quote(string text, IReadOnlyList<ScoreLabel> labels)
    {
        var label = labels.FirstOrDefault(label => label.Kind is LabelKind.Neglected) ?? labels.FirstOrDefault(label => label.Kind is LabelKind.Practiced);
        var at = Math.Clamp(label?.Start ?? 0, 0, Math.Max(0, text.Length - 1));
        var start = at == 0 ? 0 : text.LastIndexOfAny(Ends, at - 1) + 1;
        var end = text.IndexOfAny(Ends, at);
        var sentence = text[start..(end < 0 ? text.Length : end + 1)].Trim();
        if (sentence.Length <= MostLetters) return sentence;
        var cut = sentence.LastIndexOf(' ', MostLetters);
        return sentence[..(cut > 0 ? cut : MostLetters)].TrimEnd() + "…";
    }
}
