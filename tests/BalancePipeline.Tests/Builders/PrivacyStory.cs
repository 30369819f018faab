using BalancePipeline.Participants;

namespace BalancePipeline.Tests.Builders;

/// <summary>Teams whose people write, and what of it leaders may see: for the tests of the rules of privacy.</summary>
public abstract class PrivacyStory : IAsyncLifetime
{
    protected TestStory Story { get; private set; } = null!;

    protected WrittenWeeks Weeks { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Story = await TestStory.StartAsync();
        Weeks = new WrittenWeeks(Story);
    }

    public async Task DisposeAsync() => await Story.DisposeAsync();

    protected async Task<Team> TeamOfAsync(string path, Team? parent, int writers)
    {
        var team = await Weeks.TeamAsync(path, parent);
        await Weeks.WriteAsync(await Weeks.PeopleAsync(team, writers), 0);
        return team;
    }

    protected async Task<bool> ShowsAsync(Team team, int week = 0) => (await Weeks.InsightAsync(team.Id, week)).Figures is not null;

    /// <summary>Another team, large enough that nothing of the first is hidden for its sake.</summary>
    protected async Task<(Team, IReadOnlyList<Participant>)> ElsewhereAsync() =>
        await Weeks.TeamAsync("Elsewhere") is var team ? (team, await Weeks.PeopleAsync(team, 6)) : default;

    protected async Task MoveAsync(Participant person, Team team, DateTimeOffset? at = null)
    {
        await using var db = Story.OpenDb();
        db.Participants.Attach(person);
        person.Join(team.Id, at ?? TestStory.Start);
        await db.SaveChangesAsync();
    }
}
