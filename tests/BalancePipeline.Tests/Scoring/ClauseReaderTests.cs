using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Tests.Scoring;

public sealed class ClauseReaderTests
{
    private const string Trades =
        "nurse doctor teacher welder plumber electrician carpenter joiner builder bricklayer roofer painter decorator plasterer driver trucker "
        + "courier cook chef baker butcher waiter waitress bartender barista cashier clerk accountant bookkeeper auditor lawyer solicitor "
        + "barrister paralegal engineer developer programmer analyst designer architect surveyor mechanic fitter technician machinist operator farmer gardener "
        + "landscaper florist hairdresser barber beautician receptionist secretary librarian journalist reporter editor writer photographer musician actor pilot "
        + "steward paramedic midwife physio physiotherapist dentist pharmacist vet carer caregiver therapist psychologist counsellor firefighter policeman officer "
        + "soldier sergeant guard janitor caretaker cleaner porter packer loader tailor seamstress jeweller optician scientist researcher lecturer "
        + "professor tutor coach consultant salesman salesperson rep broker banker economist planner buyer foreman labourer scaffolder glazier "
        + "tiler plater rigger miner fisherman skipper sailor captain conductor translator interpreter statistician tester recruiter headteacher";

    private readonly ReadReply _reply = new();

    [Theory]
    [InlineData("I asked Tom about the rota.", "Writer", false, "Did")]
    [InlineData("I didn't ask anyone.", "Writer", true, "Did")]
    [InlineData("I should have asked Tom.", "Writer", false, "Wish")]
    [InlineData("She asked me about the rota.", "Other", false, "Did")]
    [InlineData("I'm going to ask her on Monday.", "Writer", false, "Plan")]
    [InlineData("I am asking her about it.", "Writer", false, "Doing")]
    [InlineData("Nobody asked us.", "Nobody", true, "Did")]
    [InlineData("If I asked her, it might help.", "Writer", false, "Hypothetical")]
    [InlineData("Did anyone ask Tom?", "Other", false, "Question")]
    [InlineData("We barely talked this week.", "Writer", true, "Did")]
    [InlineData("Failed to tell the client.", "Writer", true, "Did")]
    [InlineData("My manager never replied.", "Other", true, "Did")]
    [InlineData("Me and Priya rebuilt the shed.", "Writer", false, "Did")]
    [InlineData("Finished the audit.", "Writer", false, "Did")]
    public void A_clause_tells_who_acts_whether_it_is_turned_round_and_how_it_is_told(string text, string actor, bool negated, string mode)
    {
        ScoringModel.Default.Reader.Read(text, _reply);

        var clause = _reply.Clauses[0];
        Assert.Equal((actor, negated, mode), (clause.Actor.ToString(), clause.IsNegated, clause.Mode.ToString()));
    }

    /// <summary>Each line of Fixtures/Scoring/phrasings.tsv: the reading of each clause, a tab, what somebody wrote.</summary>
    [Fact]
    public void Phrasings_of_many_kinds_of_people_are_read_as_a_reader_would()
    {
        var misread = new List<string>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Scoring", "phrasings.tsv"));
        foreach (var line in lines)
        {
            var (expected, text) = (line.Split('\t')[0], line.Split('\t')[1]);
            ScoringModel.Default.Reader.Read(text, _reply);
            var read = string.Join(" | ", _reply.Clauses.Select(clause => $"{clause.Actor}{(clause.IsNegated ? " not" : "")} {clause.Mode}"));
            if (read != expected) misread.Add($"{text}: {read}, not {expected}");
        }

        Assert.True(lines.Length > 250);
        Assert.True(misread.Count == 0, string.Join('\n', misread));
    }

    [Theory]
    [InlineData("We finished the roof, but nobody thanked us.", 2)]
    [InlineData("I asked her because the rota was wrong and she fixed it.", 2)]
    [InlineData("- shipped the release\n- tired\n- no lunch", 3)]
    [InlineData("1. rang the client\n2. paid the invoice", 2)]
    [InlineData("Fine.", 1)]
    [InlineData("...", 0)]
    public void A_reply_is_split_where_a_new_verb_begins(string text, int clauses)
    {
        ScoringModel.Default.Reader.Read(text, _reply);

        Assert.Equal(clauses, _reply.Clauses.Count);
    }

    [Fact]
    public void Negation_reaches_from_its_word_to_the_end_of_its_clause()
    {
        ScoringModel.Default.Reader.Read("I told Sam but not the client.", _reply);

        Assert.False(_reply.Clauses[0].IsNegated);
        Assert.True(_reply.Clauses[1].IsNegated);
    }

    [Theory]
    [InlineData("I sent it instead of asking her.", "instead")]
    [InlineData("We got the roof on but never told the client.", "never")]
    [InlineData("I told them nothing.", "nothing")]
    public void Words_before_the_negation_keep_their_meaning(string text, string from)
    {
        ScoringModel.Default.Reader.Read(text, _reply);

        var negated = _reply.Clauses.First(clause => clause.IsNegated).Negated;
        Assert.Equal(from, text.Substring(_reply.Tokens[negated].Start, _reply.Tokens[negated].Length));
    }

    [Theory]
    [InlineData("he told her", "she told him")]
    [InlineData("We thanked Priya for it", "We thanked Kowalczyk for it")]
    [InlineData("my collegue recieved it", "my colleague received it")]
    [InlineData("didnt ask", "didn’t ask")]
    [InlineData("the nurse agreed", "the welder agreed")]
    public void Spellings_names_pronouns_and_trades_read_alike(string one, string other) => Assert.Equal(Words(one), Words(other));

    [Fact]
    public void A_hundred_and_twenty_trades_read_alike()
    {
        var trades = Trades.Split(' ');
        Assert.True(trades.Length > 120);
        Assert.All(trades, trade => Assert.Equal(Words("the worker agreed"), Words($"the {trade} agreed")));
    }

    private ulong[] Words(string text)
    {
        ScoringModel.Default.Reader.Read(text, _reply);
        return [.. _reply.Tokens.Select(token => token.Word)];
    }
}
