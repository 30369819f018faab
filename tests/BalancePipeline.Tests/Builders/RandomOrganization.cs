using System.Globalization;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Builders;

/// <summary>
/// An organisation that lives for some weeks: people join, leave, move, are erased, write or don't; teams are moved; replies are scored anew; the
/// minimum group size changes. Knows the truth of every week.
/// </summary>
public sealed class RandomOrganization(TestStory story, int seed)
{
    /// <summary>About which everybody's confidence lies.</summary>
    public const double Confidence = 0.7;

    private readonly Random _random = new(seed);
    private readonly Dictionary<long, double> _habits = [];
    private readonly double[] _labels = new double[26];
    private readonly List<(long Id, long Person, DateOnly Week, long Team)> _replies = [];
    private readonly HashSet<long> _erased = [];
    private readonly Dictionary<(long Person, DateOnly Week), int> _scored = [];
    private double _moving;
    private int _names;
    private long _deliveries;
    private int _rescorings = 1;

    /// <summary>Where everybody was counted: person and week to the team written in.</summary>
    public Dictionary<(long Person, DateOnly Week), long> Wrote { get; } = [];

    /// <summary>For each week, the team above each team.</summary>
    public Dictionary<DateOnly, Dictionary<long, long>> Above { get; } = [];

    /// <summary>For each week, the team of each person: where they were counted, else where they were at its end.</summary>
    public Dictionary<DateOnly, Dictionary<long, long>> Roster { get; } = [];

    /// <summary>Who was asked in which week.</summary>
    public HashSet<(long Person, DateOnly Week)> Asked { get; } = [];

    /// <summary>For each week, the largest number that the people asked were told.</summary>
    public Dictionary<DateOnly, int> Told { get; } = [];

    /// <summary>For each release, how often everybody's weeks had been scored anew, and who had been erased.</summary>
    public Dictionary<(DateOnly Week, int Edition), (Dictionary<(long Person, DateOnly Week), int> Scored, HashSet<long> Erased)> Known { get; } = [];

    public async Task FoundAsync()
    {
        _moving = _random.NextDouble() * 0.05;
        for (var label = 0; label < _labels.Length; label++) _labels[label] = _random.NextDouble() * _random.NextDouble();
        await using var db = story.OpenDb();
        var teams = new List<Team>();
        var count = _random.Next(1, 10);
        for (var index = 0; index < count; index++)
        {
            var parent = index > 0 && _random.NextDouble() < 0.75 ? teams[_random.Next(teams.Count)] : null;
            var team = new Team { Path = (parent is null ? "" : parent.Path + "/") + $"T{index}", ParentId = parent?.Id };
            db.Teams.Add(team);
            await db.SaveChangesAsync();
            teams.Add(team);
        }

        foreach (var team in teams) AddPeople(db, team.Id, _random.Next(0, 14), TestStory.Start);
        await db.SaveChangesAsync();
    }

    public async Task LiveAsync(DateOnly week)
    {
        await using var db = story.OpenDb();
        var teams = await db.Teams.ToListAsync();
        var people = await db.Participants.Where(person => person.Status != ParticipantStatus.Deactivated).ToListAsync();
        if (_random.NextDouble() < 0.02) MoveTeam(teams);
        var options = story.Get<IOptions<InsightOptions>>().Value;
        await TellAsync(week, options.MinimumGroupSize);
        if (_random.NextDouble() < 0.04) options.MinimumGroupSize = _random.Next(3, 7);
        await TellAsync(week, options.MinimumGroupSize);
        var at = new DateTimeOffset(week, TimeOnly.MinValue, TimeSpan.Zero);
        foreach (var person in people)
        {
            _habits.TryAdd(person.Id, _random.NextDouble());
            Write(db, person, week);
            if (_random.NextDouble() < _moving)
            {
                if (_random.Next(2) == 0) person.Deactivate(at);
                else person.Join(teams[_random.Next(teams.Count)].Id, at);
                if (_random.Next(3) == 0 && person.Status != ParticipantStatus.Deactivated) Write(db, person, week);
            }
        }

        if (_random.NextDouble() < 0.3) AddPeople(db, teams[_random.Next(teams.Count)].Id, _random.Next(1, 3), at);
        await db.SaveChangesAsync();
        Above[week] = teams.ToDictionary(team => team.Id, team => team.ParentId ?? 0);
        Roster[week] = await db.Participants.Where(person => person.Status != ParticipantStatus.Deactivated).ToDictionaryAsync(person => person.Id, person => person.TeamId);
        foreach (var (key, team) in Wrote.Where(wrote => wrote.Key.Week == week)) Roster[week][key.Person] = team;
        story.Clock.SetUtcNow(new DateTimeOffset(week.AddDays(7), new TimeOnly(12, 0), TimeSpan.Zero));
        if (_random.NextDouble() < 0.2)
        {
            // Too late for the week, yet before its release.
            AddPeople(db, teams[_random.Next(teams.Count)].Id, 1, story.Clock.GetUtcNow());
            foreach (var person in people.Where(_ => _random.NextDouble() < _moving)) person.Join(teams[_random.Next(teams.Count)].Id, story.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await story.Get<InsightReleaser>().ReleaseAsync();
        Note(week, 1);
        if (people.Count > 0 && _random.NextDouble() < 0.03) await EraseAsync(people[_random.Next(people.Count)].Id);
        if (_random.NextDouble() < 0.15) await ScoreAnewAsync(Above.Keys.OrderDescending().Take(6).ElementAt(_random.Next(Math.Min(6, Above.Count))));
    }

    /// <summary>Nobody is due, but as the planner does before it asks anybody, it notes the number that they will be told.</summary>
    private async Task TellAsync(DateOnly week, int minimum)
    {
        story.Clock.Advance(TimeSpan.FromHours(1));
        await story.Get<PromptPlanner>().PlanAsync();
        Told[week] = Math.Max(Told.GetValueOrDefault(week), minimum);
    }

    private async Task EraseAsync(long person)
    {
        await story.Get<ParticipantErasure>().EraseAsync(person);
        _erased.Add(person);
        _replies.RemoveAll(reply => reply.Person == person);
    }

    private async Task ScoreAnewAsync(DateOnly week)
    {
        story.Clock.Advance(TimeSpan.FromHours(1));
        await using var db = story.OpenDb();
        var share = _random.Next(3) switch { 0 => 1, 1 => 0.1, _ => _random.NextDouble() };
        var version = string.Create(CultureInfo.InvariantCulture, $"test-{++_rescorings}");
        foreach (var reply in _replies.Where(reply => reply.Week == week && _random.NextDouble() < share))
        {
            db.Scores.Add(Score.Of(reply.Id, 1, version, story.Clock.GetUtcNow(), RandomScore()));
            var key = (reply.Person, week);
            if (Wrote[key] == reply.Team) _scored[key] = _scored.GetValueOrDefault(key) + 1;
        }

        await db.SaveChangesAsync();
        if (await story.Get<EditionReleaser>().ReleaseAsync(week) is { } edition) Note(week, edition);
    }

    private void Note(DateOnly week, int edition) => Known[(week, edition)] = (_scored.ToDictionary(), [.. _erased]);

    /// <summary>True when one team is the other or inside it, in that week.</summary>
    public bool IsWithin(long team, long around, DateOnly week)
    {
        for (var at = team; ; at = Above[week][at])
        {
            if (at == around) return true;
            if (at == 0) return false;
        }
    }

    private void AddPeople(BalanceDb db, long teamId, int count, DateTimeOffset since)
    {
        for (var index = 0; index < count; index++)
        {
            var person = new Participant
            {
                Email = string.Create(CultureInfo.InvariantCulture, $"p{++_names}@example.org"),
                Name = "",
                TimeZone = "UTC",
                CreatedAt = since,
            };
            person.Join(teamId, since);
            db.Participants.Add(person);
        }
    }

    private void MoveTeam(List<Team> teams)
    {
        var team = teams[_random.Next(teams.Count)];
        var to = teams[_random.Next(teams.Count)];
        if (!to.Path.StartsWith(team.Path, StringComparison.Ordinal)) team.ParentId = to.Id;
        if (Circles(team, teams)) team.ParentId = null;
    }

    private static bool Circles(Team team, List<Team> teams)
    {
        var at = team;
        for (var step = 0; step <= teams.Count; step++)
        {
            if (at.ParentId is not { } parent) return false;
            at = teams.First(row => row.Id == parent);
        }

        return true;
    }

    private void Write(BalanceDb db, Participant person, DateOnly week)
    {
        var writes = _random.NextDouble() <= _habits[person.Id];
        if (!writes && _random.NextDouble() < 0.2) return;
        var at = new DateTimeOffset(week, new TimeOnly(9, 0), TimeSpan.Zero).AddMinutes(_deliveries % 5000);
        var id = ++_deliveries;
        db.PromptDeliveries.Add(new PromptDelivery
        {
            Id = id,
            ParticipantId = person.Id,
            Slot = $"s{id}",
            PromptId = "feedback-01",
            Practice = "feedback",
            Question = "?",
            State = DeliveryState.Sent,
            PlannedAt = at,
            QueuedAt = at,
            SentAt = at,
        });
        Asked.Add((person.Id, week));
        if (!writes) return;
        db.Replies.Add(new Reply
        {
            Id = id,
            DeliveryId = id,
            ParticipantId = person.Id,
            TeamId = person.TeamId,
            Week = week,
            Text = "…",
            ReceivedAt = new DateTimeOffset(week, TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(id % 600_000),
            QueuedAt = at,
        });
        var score = _random.NextDouble() < 0.05 ? ReplyScore.NotScored(NotScorable.OffTopic) : RandomScore();
        db.Scores.Add(Score.Of(id, 1, "test-1", at, score));
        if (!score.Scorable) return;
        Wrote[(person.Id, week)] = person.TeamId;
        _replies.Add((id, person.Id, week, person.TeamId));
    }

    private ReplyScore RandomScore()
    {
        var all = Enum.GetValues<LabelKind>().SelectMany(kind => Framework.CodesOf(kind).Select(code => (kind, code.Code)));
        return new ReplyScore
        {
            Results = _random.Next(0, 9) / 2.0,
            Relationships = _random.Next(0, 9) / 2.0,
            Depth = _random.Next(0, 4),
            Confidence = Confidence + (_random.NextDouble() - 0.5) / 10,
            Labels = [.. all.Index().Where(label => _random.NextDouble() < _labels[label.Index]).Select(label => new ScoreLabel(label.Item.kind, label.Item.Code, 1, 0, 1))],
        };
    }
}
