using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Tests.Scoring.Encoder;

public sealed class WordPiecesTests
{
    private static readonly string[] Vocabulary =
        ["[UNK]", "[CLS]", "[SEP]", "i", "asked", "re", "##start", "##ed", "sam", "12", "they", "worker", "don", "'", "t", ".", ",", "%", "£", "well", "-", "known", "cafe", "the"];

    private readonly WordPieces _pieces = new(Vocabulary, Lexicon.Load());
    private readonly List<int> _numbers = [];
    private readonly List<int> _tokens = [];

    [Theory]
    [InlineData("I asked Priya.", "i asked sam .")]
    [InlineData("i asked him, she asked", "i asked [UNK] , they asked")]
    [InlineData("The plumber restarted", "the worker re ##start ##ed")]
    [InlineData("I don't", "i don ' t")]
    [InlineData("i dont", "i don ' t")]
    [InlineData("£4,500 asked 80%", "£ 12 asked 12 %")]
    [InlineData("well-known café", "well - known cafe")]
    [InlineData("well-known cafe\u0301", "well - known cafe")]
    [InlineData("asked\nasked", "asked . asked")]
    [InlineData("i 👍 asked", "i asked")]
    public void Words_are_cut_into_the_longest_pieces_and_people_read_alike(string text, string expected)
    {
        Read(text);

        Assert.Equal(expected, string.Join(' ', _numbers.Select(number => Vocabulary[number])));
    }

    [Fact]
    public void Every_piece_knows_the_word_that_it_comes_from()
    {
        var reply = Read("I restarted the cafe");

        Assert.Equal(["I", "restarted", "restarted", "restarted", "the", "cafe"], _tokens.Select(token => reply.Text.Substring(reply.Tokens[token].Start, reply.Tokens[token].Length)));
    }

    [Fact]
    public void A_word_without_end_is_one_unknown_piece()
    {
        Read(new string('x', 100_000));

        Assert.Equal([0], _numbers);
    }

    [Theory]
    [InlineData("i-", 0)]
    [InlineData("i-", 24)]
    [InlineData("well-", 9)]
    public void However_long_a_text_is_it_has_no_more_pieces_than_two_thousand_and_one_words(string part, int wordLength)
    {
        var word = string.Concat(Enumerable.Repeat(part, wordLength == 0 ? 500_000 : wordLength)) + "i ";

        Read(string.Concat(Enumerable.Repeat(word, 1_000_000 / word.Length + 1)));

        Assert.InRange(_numbers.Count, 1, 2048 + 100);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("I asked", "i asked [SEP]")]
    public void A_question_ends_with_the_piece_that_ends_a_text_and_none_is_nothing(string? question, string expected)
    {
        ReadReply? read = null;
        if (question is not null) ScoringModel.Default.Reader.Read(question, read = new ReadReply());

        _pieces.ReadQuestion(read, _numbers);

        Assert.Equal(expected, string.Join(' ', _numbers.Select(number => Vocabulary[number])));
    }

    private ReadReply Read(string text)
    {
        var reply = new ReadReply();
        ScoringModel.Default.Reader.Read(text, reply);
        _pieces.Read(reply, _numbers, _tokens);
        return reply;
    }
}
