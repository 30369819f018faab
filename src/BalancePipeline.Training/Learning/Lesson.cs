using BalancePipeline.Scoring.Network;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>An example as the network reads it.</summary>
/// <param name="Example">The labelled text.</param>
/// <param name="Inputs">Its tokens.</param>
/// <param name="Quotes">Underlined words as token ranges.</param>
internal sealed record Lesson(Example Example, NetworkInput[] Inputs, IReadOnlyList<(int Label, int Start, int End)> Quotes)
{
    public static List<Lesson> Read(IEnumerable<Example> examples, Workshop shop)
    {
        var reply = new ReadReply();
        var lessons = new List<Lesson>();
        foreach (var example in examples)
        {
            shop.Read(example, reply);
            if (reply.Tokens.Count > 0) lessons.Add(new Lesson(example, [.. reply.Inputs], [.. example.Quotes.Select(quote => Range(quote, reply.Tokens)).Where(range => range.End > range.Start)]));
        }

        return lessons;
    }

    private static (int Label, int Start, int End) Range(Quote quote, List<Token> tokens)
    {
        var start = tokens.FindIndex(token => token.End > quote.Start);
        var end = tokens.FindLastIndex(token => token.Start < quote.End) + 1;
        return (quote.Label, Math.Max(0, start), end);
    }
}
