using BalancePipeline.Scoring;

namespace BalancePipeline.Training.Examples;

/// <summary>Cuts replies with underlined words into sentences: those that hold the words of a label carry it, the others don't.</summary>
internal static class Sentences
{
    private const int ShortestSentence = 12;

    public static IEnumerable<Example> Cut(Example reply)
    {
        if (!reply.IsReply || reply.Scorable is false || reply.Source is ExampleSource.Dev || reply.Quotes.Count != reply.Shares.Count(share => share > 0)) yield break;
        for (int start = 0, end; start < reply.Text.Length; start = end)
        {
            end = reply.Text.AsSpan(start).IndexOfAny(".!?\n") is var stop and >= 0 ? start + stop + 1 : reply.Text.Length;
            if (end - start < ShortestSentence) continue;
            var labels = new bool[LabelIndex.Count];
            foreach (var quote in reply.Quotes) labels[quote.Label] |= Math.Min(quote.End, end) - Math.Max(quote.Start, start) > (quote.End - quote.Start) / 3;
            yield return new Example(reply.Id, ExampleSource.Sentence, null, reply.Text[start..end], null, null, null, null, labels, [.. labels.Select((given, label) => given ? reply.Shares[label] : 0)], []);
        }
    }
}
