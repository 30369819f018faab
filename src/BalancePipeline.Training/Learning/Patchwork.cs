using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>
/// Puts clauses together into longer texts that carry the labels of all of them, so that the network learns to find a label's words
/// among others. The measures of a whole are not the sum of its parts, so they count for nothing here.
/// </summary>
internal static class Patchwork
{
    public static IEnumerable<Lesson> Make(IReadOnlyList<Lesson> lessons, int count, Random random)
    {
        var clauses = lessons.Where(lesson => !lesson.Example.IsReply && lesson.Example.Scorable is not false).ToArray();
        for (var i = 0; i < count; i++) yield return Join([.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => clauses[random.Next(clauses.Length)])]);
    }

    private static Lesson Join(Lesson[] parts)
    {
        var labels = new bool[LabelIndex.Count];
        var quotes = new List<(int, int, int)>();
        var start = 0;
        foreach (var part in parts)
        {
            for (var label = 0; label < labels.Length; label++)
            {
                if (!part.Example.Labels[label]) continue;
                if (!labels[label]) quotes.Add((label, start, start + part.Inputs.Length));
                labels[label] = true;
            }

            start += part.Inputs.Length;
        }

        var example = new Example("", ExampleSource.Patchwork, "", null, null, null, null, labels, []);
        return new Lesson(example, [.. parts.SelectMany(part => part.Inputs)], quotes);
    }
}
