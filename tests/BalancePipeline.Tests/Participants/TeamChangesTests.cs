using BalancePipeline.Access;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Participants;

public sealed class TeamChangesTests
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_renamed_team_takes_the_teams_below_along(Engine engine)
    {
        await using var story = await StartAsync(engine);

        await story.Get<TeamChanges>().RenameAsync("engineering", "Technology / Software");

        Assert.Equal(["Sales", "Sales/Platform", "Technology", "Technology/Software", "Technology/Software/Platform", "Technology/Software/Web"], await PathsAsync(story));
        await using var db = story.OpenDb();
        var software = await db.Teams.SingleAsync(team => team.Path == "Technology/Software");
        Assert.Equal((await db.Teams.SingleAsync(team => team.Path == "Technology")).Id, software.ParentId);
    }

    [Theory]
    [InlineData("Nowhere", "Somewhere", "no team 'Nowhere'")]
    [InlineData("Engineering", "sales", "use 'balance team merge'")]
    [InlineData("Engineering", "Engineering/Platform/Engineering", "lies below")]
    [InlineData("Engineering", " / ", "empty")]
    public async Task A_new_path_that_can_not_be_is_refused(string path, string newPath, string expected)
    {
        await using var story = await StartAsync();

        var refusal = await Assert.ThrowsAsync<TeamException>(() => story.Get<TeamChanges>().RenameAsync(path, newPath));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_merged_teams_people_and_teams_go_to_the_other_and_its_replies_stay(Engine engine)
    {
        await using var story = await StartAsync(engine);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync("pia@example.org", "We shipped it.");

        var merge = await story.Get<TeamChanges>().MergeAsync("Engineering", "Sales");

        Assert.Equal(new TeamMerge(2, 2), merge);
        Assert.Equal(["Sales", "Sales/Platform", "Sales/Web"], await PathsAsync(story));
        await using var db = story.OpenDb();
        var pia = await db.Participants.SingleAsync(person => person.Name == "pia");
        Assert.Equal("Sales/Platform", (await db.Teams.SingleAsync(team => team.Id == pia.TeamId)).Path);
        var written = await db.Teams.SingleAsync(team => team.Id == db.Replies.Single().TeamId);
        Assert.Equal(("Engineering/Platform", pia.TeamId), (written.Path, written.MergedIntoId));
    }

    [Fact]
    public async Task A_roster_that_still_names_a_merged_team_means_the_other()
    {
        await using var story = await StartAsync();
        await story.Get<TeamChanges>().MergeAsync("Engineering", "Sales");

        var report = await story.ImportPeopleAsync("Engineering/Platform", "zoe");
        var below = await story.ImportPeopleAsync("Engineering/New", "yan");

        Assert.Equal((0, 1), (report.TeamsAdded, below.TeamsAdded));
        Assert.Equal(["Sales", "Sales/New", "Sales/Platform", "Sales/Web"], await PathsAsync(story));
        await using var db = story.OpenDb();
        Assert.Equal("Sales/Platform", (await db.Teams.SingleAsync(team => team.Id == db.Participants.Single(person => person.Name == "zoe").TeamId)).Path);
    }

    [Fact]
    public async Task A_team_can_not_become_part_of_one_below_it_or_of_itself()
    {
        await using var story = await StartAsync();

        await Assert.ThrowsAsync<TeamException>(() => story.Get<TeamChanges>().MergeAsync("Engineering", "Engineering/Web"));
        await Assert.ThrowsAsync<TeamException>(() => story.Get<TeamChanges>().MergeAsync("Sales", "sales"));
    }

    [Fact]
    public async Task A_team_can_become_part_of_the_one_above_it()
    {
        await using var story = await StartAsync();

        await story.Get<TeamChanges>().MergeAsync("Engineering/Web", "Engineering");

        Assert.Equal(["Engineering", "Engineering/Platform", "Sales", "Sales/Platform"], await PathsAsync(story));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_team_that_is_moved_below_a_merged_one_goes_to_what_that_became_part_of(Engine engine)
    {
        await using var story = await StartAsync(engine);
        await story.ImportPeopleAsync("Mobile", "mia");
        await story.Get<TeamChanges>().MergeAsync("Engineering/Web", "Sales/Platform");

        await story.Get<TeamChanges>().RenameAsync("Mobile", "Engineering/Web/Mobile");

        await using var db = story.OpenDb();
        var (moved, dead) = (await db.Teams.SingleAsync(team => team.Path == "Sales/Platform/Mobile"), await db.Teams.SingleAsync(team => team.Path == "Engineering/Web"));
        Assert.Equal((await db.Teams.SingleAsync(team => team.Path == "Sales/Platform")).Id, moved.ParentId);
        var reader = story.Get<InsightReader>();
        Assert.Null(await reader.FindAsync(await GrantAsync(story, dead.Id), moved.Id));
        Assert.NotNull(await reader.FindAsync(await GrantAsync(story, moved.ParentId!.Value), moved.Id));
    }

    [Fact]
    public async Task A_path_below_a_merged_team_is_refused_where_it_is_taken_or_lies_below_the_team_itself()
    {
        await using var story = await StartAsync();
        await story.ImportPeopleAsync("Mobile", "mia");
        await story.Get<TeamChanges>().MergeAsync("Engineering/Web", "Sales");

        var taken = await Assert.ThrowsAsync<TeamException>(() => story.Get<TeamChanges>().RenameAsync("Mobile", "Engineering/Web/Platform"));
        var below = await Assert.ThrowsAsync<TeamException>(() => story.Get<TeamChanges>().RenameAsync("Sales", "Engineering/Web/Sales"));

        Assert.Contains("'Sales/Platform' already", taken.Message, StringComparison.Ordinal);
        Assert.Contains("'Sales/Sales' lies below", below.Message, StringComparison.Ordinal);
        Assert.Equal(["Engineering", "Engineering/Platform", "Mobile", "Sales", "Sales/Platform"], await PathsAsync(story));
    }

    private static async Task<AccessGrant> GrantAsync(TestStory story, long teamId) =>
        (await story.Get<AccessTokens>().FindAsync(await story.LeaderTokenAsync(teamId)))!;

    private static async Task<TestStory> StartAsync(Engine? engine = null)
    {
        var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "eva");
        await story.ImportPeopleAsync("Engineering/Platform", "pia");
        await story.ImportPeopleAsync("Engineering/Web", "will");
        await story.ImportPeopleAsync("Sales/Platform", "sam");
        return story;
    }

    private static async Task<List<string>> PathsAsync(TestStory story)
    {
        await using var db = story.OpenDb();
        var paths = await db.Teams.Where(team => team.MergedIntoId == null).Select(team => team.Path).ToListAsync();
        return [.. paths.Order(StringComparer.Ordinal)];
    }
}
