using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Tests.Scoring.Encoder;

public sealed class ReplyEncoderTests
{
    private const string Asked = "I asked Priya to help me with the audit and she showed me how.";

    private readonly ReadReply _question = new();
    private readonly ReadReply _reply = new();
    private readonly EncoderPass _pass = new();

    [Fact]
    public void What_a_long_reply_says_at_its_end_counts_like_what_it_says_first()
    {
        var collaboration = ModelOutputs.Measures + LabelIndex.Of(LabelKind.Practiced, "collaboration");
        var filler = string.Concat(Enumerable.Repeat("The bus was late and it rained all day. ", 60));

        Assert.True(Read(filler + Asked)[collaboration] > Read(filler)[collaboration] + 1);
        Assert.True(Read(Asked + " " + filler)[collaboration] > Read(filler)[collaboration] + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200)]
    public void Every_label_pays_at_most_all_its_attention_to_each_part_that_was_read(int sentences)
    {
        var text = string.Concat(Enumerable.Repeat(Asked + " ", sentences));
        Read(text, "", out var attention);

        var parts = (_pass.Pieces.Count + EncoderWeights.Longest - 1) / EncoderWeights.Longest;
        for (var label = 0; label < LabelIndex.Count; label++)
        {
            Assert.InRange(attention.AsSpan(label * _reply.Tokens.Count, _reply.Tokens.Count).ToArray().Sum(), 0, parts * 1.001f);
        }
    }

    [Fact]
    public void A_reply_is_read_in_the_light_of_its_question()
    {
        const string Reply = "Nobody's. Sat with it till nine three nights running.";
        var unsupported = ModelOutputs.Measures + LabelIndex.Of(LabelKind.Risk, "unsupported");

        Assert.True(Read(Reply, "Whose help did you ask for?")[unsupported] > Read(Reply, "Whose birthday did you celebrate?")[unsupported] + 0.5);
        Assert.NotEqual(Read(Reply, "Whose help did you ask for?"), Read(Reply));
    }

    [Fact]
    public void A_question_without_end_is_read_by_its_beginning()
    {
        var question = string.Concat(Enumerable.Repeat("What did you learn the hard way lately? ", 60));

        Assert.Equal(Read(Asked, question), Read(Asked, question + "And why?"));
    }

    [Fact]
    public void Room_used_for_a_long_reply_leaves_nothing_behind_for_a_short_one()
    {
        var before = Read(Asked);
        Read(string.Concat(Enumerable.Repeat("We missed the deadline and nobody told the client. ", 100)));

        Assert.Equal(before, Read(Asked));
    }

    [Fact]
    public void Weights_survive_being_written_and_read()
    {
        using var resource = Resources.Open("Encoder.encoder.bin");
        using var first = new MemoryStream();
        EncoderWeights.Read(resource).Write(first);
        first.Position = 0;
        using var second = new MemoryStream();

        EncoderWeights.Read(first).Write(second);

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private float[] Read(string text, string question = "") => Read(text, question, out _);

    private float[] Read(string text, string question, out float[] attention)
    {
        ScoringModel.Default.Reader.Read(question, _question);
        ScoringModel.Default.Reader.Read(text, _reply);
        var outputs = new float[ModelOutputs.Width];
        attention = new float[LabelIndex.Count * _reply.Tokens.Count];
        ScoringModel.Default.Encoder.Run(_question, _reply, _pass, outputs, attention);
        return outputs;
    }
}
