using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Encoder;

/// <summary>An example as the encoder reads it.</summary>
/// <param name="Example">The labelled text.</param>
/// <param name="Pieces">Its pieces, with those that every text begins and ends with.</param>
/// <param name="Questions">Pieces of what it answers: the question as it was asked, then others that it answers as well.</param>
/// <param name="Quotes">Underlined words as ranges of pieces.</param>
internal sealed record Lesson(Example Example, int[] Pieces, int[][] Questions, IReadOnlyList<(int Label, int Start, int End)> Quotes)
{
    public static List<Lesson> Read(IEnumerable<Example> examples, Questions questions, WordPieces wordPieces, Workshop shop)
    {
        var (reply, pieces, tokens, lessons) = (new ReadReply(), new List<int>(), new List<int>(), new List<Lesson>());
        foreach (var example in examples)
        {
            shop.Read(example, reply);
            wordPieces.Read(reply, pieces, tokens);
            var length = Math.Min(pieces.Count, EncoderWeights.Longest);
            (int, int, int) Range(Quote quote)
            {
                bool IsIn(int token) => reply.Tokens[token].End > quote.Start && reply.Tokens[token].Start < quote.End;
                var start = tokens.FindIndex(0, length, IsIn);
                return (quote.Label, start + 1, start < 0 ? 0 : tokens.FindLastIndex(length - 1, length, IsIn) + 2);
            }

            lessons.Add(new Lesson(example, [wordPieces.First, .. pieces[..length], wordPieces.Last], questions.Of(example), [.. example.Quotes.Select(Range).Where(range => range.Item3 > range.Item2)]));
        }

        return lessons;
    }
}
