using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Scoring;

public sealed class ReplyFeaturesTests
{
    private const int Buckets = 1 << 18;

    private static readonly string[] Pieces =
        ["I should have told", " her", ".", "?", "!\n", " - ", "•", ", ", " and ", "cap in hand", " nobody answered", " we agreed", "…", "(", ")", " 12%", " Priya", " not", "\n\n", " pushed it back"];

    private readonly ReadReply _reply = new();
    private readonly ReplyFeatures _features = new();

    [Fact]
    public void No_clause_and_no_pattern_reaches_over_the_end_of_a_sentence() =>
        Prop.ForAll(Texts(), text =>
        {
            Collect(text);
            bool IsWithin(int start, int end) => _reply.Sentences.Exists(sentence => sentence.Start <= start && end <= sentence.End);
            return _reply.Matches.TrueForAll(match => IsWithin(match.Start, match.End)) && _reply.Clauses.TrueForAll(clause => IsWithin(clause.Start, clause.End));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_reply_has_what_its_sentences_have_once_each() =>
        Prop.ForAll(Texts(), text =>
        {
            Collect(text);
            var sentences = Enumerable.Range(0, _reply.Sentences.Count).SelectMany(sentence => _features.Of(sentence).ToArray());
            return _features.Whole.ToArray().SequenceEqual(sentences.Distinct().Order());
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts() => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    private void Collect(string text)
    {
        ScoringModel.Default.Reader.Read(text, _reply);
        _features.Collect(_reply, Buckets);
    }
}
