using System.Globalization;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Builders;

/// <summary>Writes teams, people and scored replies straight into the tables, as the steps before would have left them.</summary>
public sealed class WrittenWeeks(TestStory story)
{
    public const string Scorer = "test-1";

    /// <summary>The Monday of the fake clock's week.</summary>
    public static readonly DateOnly First = IsoWeek.MondayOf(TestStory.Start);

    private int _people;
    private int _deliveries;

    public async Task<Team> TeamAsync(string path, Team? parent = null)
    {
        await using var db = story.OpenDb();
        var team = new Team { Path = path, ParentId = parent?.Id };
        db.Teams.Add(team);
        await db.SaveChangesAsync();
        return team;
    }

    /// <summary>People of a team, since the story began or since a later moment.</summary>
    public async Task<IReadOnlyList<Participant>> PeopleAsync(Team team, int count, DateTimeOffset? since = null)
    {
        ArgumentNullException.ThrowIfNull(team);
        await using var db = story.OpenDb();
        var people = Enumerable.Range(0, count).Select(_ => new Participant
        {
            Email = string.Create(CultureInfo.InvariantCulture, $"person{++_people}@example.org"),
            Name = "",
            TimeZone = "UTC",
            CreatedAt = TestStory.Start,
        }).ToList();
        people.ForEach(person => person.Join(team.Id, since ?? TestStory.Start));
        db.Participants.AddRange(people);
        await db.SaveChangesAsync();
        return people;
    }

    /// <summary>The person wrote in that week (0 is the first), from their present team, and was scored.</summary>
    public async Task WriteAsync(Participant person, int week, ReplyScore? score = null, string scorer = Scorer, int minutes = 0)
    {
        ArgumentNullException.ThrowIfNull(person);
        await using var db = story.OpenDb();
        var monday = First.AddDays(7 * week);
        var at = new DateTimeOffset(monday, new TimeOnly(9, 0), TimeSpan.Zero).AddMinutes(minutes);
        var delivery = new PromptDelivery
        {
            ParticipantId = person.Id,
            Slot = string.Create(CultureInfo.InvariantCulture, $"slot-{++_deliveries}"),
            PromptId = "feedback-01",
            Practice = "feedback",
            Question = "?",
            State = DeliveryState.Sent,
            PlannedAt = at,
            QueuedAt = at,
            SentAt = at,
        };
        db.PromptDeliveries.Add(delivery);
        await db.SaveChangesAsync();
        var reply = new Reply
        {
            DeliveryId = delivery.Id,
            ParticipantId = person.Id,
            TeamId = person.TeamId,
            Week = monday,
            Text = "…",
            ReceivedAt = at,
            QueuedAt = at,
        };
        db.Replies.Add(reply);
        await db.SaveChangesAsync();
        db.Scores.Add(Score.Of(reply.Id, 1, scorer, at, score ?? new ReplyScore { Results = 2, Relationships = 2, Depth = 1, Confidence = 0.8 }));
        await db.SaveChangesAsync();
    }

    public async Task WriteAsync(IEnumerable<Participant> people, int week)
    {
        ArgumentNullException.ThrowIfNull(people);
        foreach (var person in people) await WriteAsync(person, week);
    }

    /// <summary>Moves the clock behind that week and releases what is closed.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReleaseAsync(int week)
    {
        var to = new DateTimeOffset(First.AddDays(7 * (week + 1)), new TimeOnly(12, 0), TimeSpan.Zero);
        if (to > story.Clock.GetUtcNow()) story.Clock.SetUtcNow(to);
        return await story.Get<InsightReleaser>().ReleaseAsync();
    }

    /// <summary>What the newest release of that week says of a team; 0 is the organisation.</summary>
    public async Task<Insight> InsightAsync(long teamId, int week)
    {
        await using var db = story.OpenDb();
        var monday = First.AddDays(7 * week);
        return Insight.Parse(db.ReleasedInsights.Where(row => row.TeamId == teamId && row.Week == monday).OrderByDescending(row => row.Edition).First().Body);
    }
}
