using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Tests.Scoring;

public sealed class SentenceOpinionTests
{
    private readonly SentenceOpinion _opinion = new();
    private readonly ReplyFeatures _features = new();
    private readonly ReadReply _reply = new();

    [Fact]
    public void A_label_is_as_likely_as_that_at_least_one_sentence_carries_it()
    {
        Read("I asked Priya for help with the audit. Nobody told the warehouse. The invoices went out on Friday, all of them.");

        Assert.Equal(3, _reply.Sentences.Count);
        for (var label = 0; label < LabelIndex.Count; label++)
        {
            var none = Enumerable.Range(0, 3).Aggregate(1.0, (product, sentence) => product * (1 - Sigmoid(_opinion.Of(sentence, label))));
            Assert.Equal(1 - none, Sigmoid(_opinion.Any[ModelOutputs.Measures + label]), 3);
        }
    }

    [Fact]
    public void A_sentence_reads_the_same_whatever_stands_beside_it()
    {
        Read("I asked Priya for help with the audit.");
        var alone = Enumerable.Range(0, LabelIndex.Count).Select(label => _opinion.Of(0, label)).ToArray();

        Read("The invoices went out on Friday. I asked Priya for help with the audit. Nobody told the warehouse.");

        Assert.Equal(alone, Enumerable.Range(0, LabelIndex.Count).Select(label => _opinion.Of(1, label)));
    }

    [Fact]
    public void A_thousand_sure_sentences_stay_finite()
    {
        Read(string.Concat(Enumerable.Repeat("We hit the target. ", 300)));

        Assert.All(_opinion.Any, logit => Assert.True(float.IsFinite(logit)));
    }

    private void Read(string text)
    {
        var model = ScoringModel.Default;
        model.Reader.Read(text, _reply);
        _features.Collect(_reply, model.Linear.Buckets);
        _opinion.Form(model.Linear, _features, _reply.Sentences.Count);
    }

    private static double Sigmoid(float logit) => 1 / (1 + Math.Exp(-logit));
}
