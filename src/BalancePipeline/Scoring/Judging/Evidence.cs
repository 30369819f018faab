using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Judging;

/// <summary>
/// Finds the words a reader would underline for a label. Every piece of the reply gets a share of the belief: by what the sentence says when
/// it stands alone, and by the attention that the label pays to the piece among the others. The shortest run of pieces with most of the
/// belief is the evidence: one clause where it is clear, more where it is not.
/// </summary>
internal sealed class Evidence
{
    // Share of the belief that the underlined words hold.
    private const float Enough = 0.8f;

    // How far to trust the sentence alone, the attention, and that people come to the point late; learned on underlined replies.
    private const float Alone = 0.73f;
    private const float Attention = 0.78f;
    private const float Late = 1.5f;

    // Attention that a piece gets for being there at all.
    private const float Floor = 0.02f;

    // Longer sentences are cut between clauses, into pieces of at least half as many tokens.
    private const int LongestPiece = 20;

    private readonly List<(int Start, int End, int Sentence)> _pieces = [];
    private float[] _belief = [];

    /// <summary>Cuts the reply into pieces; call once a reply, before <see cref="Of"/>.</summary>
    public void Read(ReadReply reply)
    {
        _pieces.Clear();
        var clauses = CollectionsMarshal.AsSpan(reply.Clauses);
        for (var sentence = 0; sentence < reply.Sentences.Count; sentence++)
        {
            var (start, end) = reply.Sentences[sentence];
            var from = start;
            foreach (var clause in clauses)
            {
                if (clause.Start >= end || end - from <= LongestPiece) break;
                if (clause.Start - from < LongestPiece / 2 || end - clause.Start < LongestPiece / 2) continue;
                _pieces.Add((from, clause.Start, sentence));
                from = clause.Start;
            }

            _pieces.Add((from, end, sentence));
        }

        if (_belief.Length < _pieces.Count) _belief = new float[_pieces.Count * 2];
    }

    /// <summary>Start and end offsets in the text.</summary>
    public (int Start, int End) Of(int label, Opinion opinion, ReadReply reply)
    {
        if (_pieces.Count == 0) return default;
        Believe(label, opinion, reply.Sentences.Count);
        var (first, last) = Shortest();
        var (from, to) = (_pieces[first].Start, _pieces[last].End - 1);
        while (from < to && !reply.Tokens[from].IsWordLike) from++;
        while (to > from && !reply.Tokens[to].IsWordLike) to--;
        return (reply.Tokens[from].Start, reply.Tokens[to].End);
    }

    private void Believe(int label, Opinion opinion, int sentences)
    {
        var attention = opinion.AttentionOf(label);
        var all = float.Epsilon;
        foreach (var share in attention) all += share;
        for (var i = 0; i < _pieces.Count; i++)
        {
            var (start, end, sentence) = _pieces[i];
            var paid = 0f;
            for (var t = start; t < end; t++) paid += attention[t];
            _belief[i] = (Alone * opinion.Sentences.Of(sentence, label)) + (Attention * MathF.Log(Floor + (paid / all))) + (Late * sentence / Math.Max(1, sentences - 1));
        }

        var belief = _belief.AsSpan(0, _pieces.Count);
        TensorPrimitives.SoftMax(belief, belief);
    }

    /// <summary>The shortest run of pieces with enough of the belief.</summary>
    private (int First, int Last) Shortest()
    {
        var best = (First: 0, Last: _pieces.Count - 1);
        var sum = 0f;
        for (int first = 0, last = 0; last < _pieces.Count; last++)
        {
            sum += _belief[last];
            while (first < last && sum - _belief[first] >= Enough) sum -= _belief[first++];
            if (sum >= Enough && _pieces[last].End - _pieces[first].Start < _pieces[best.Last].End - _pieces[best.First].Start) best = (first, last);
        }

        return best;
    }
}
