using System.Text.Json;
using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Encoder;

/// <summary>The questions that replies answer, as the encoder reads them, each with others that its replies answer as well: <c>questions.json</c>.</summary>
internal sealed class Questions(string folder, WordPieces wordPieces, ReplyReader reader)
{
    private readonly Dictionary<string, string[]> _others = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(folder, "questions.json")))!;
    private readonly Dictionary<string, int[][]> _read = [];
    private readonly ReadReply _question = new();
    private readonly List<int> _pieces = [];

    /// <summary>The question as it was asked, then the others; none where none was asked.</summary>
    public int[][] Of(Example example)
    {
        if (example.Question is not { Length: > 0 } asked) return [];
        if (!_read.TryGetValue(asked, out var questions)) _read[asked] = questions = [.. _others.GetValueOrDefault(asked, []).Prepend(asked).Select(Read)];
        return questions;
    }

    private int[] Read(string question)
    {
        reader.Read(question, _question);
        wordPieces.ReadQuestion(_question, _pieces);
        return [.. _pieces];
    }
}
