using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Participants;

public sealed class RosterImportTests
{
    private const string Anna = "anna@example.org,Anna,Engineering/Platform,Europe/Berlin,mon,10:00,Engineering,de";
    private const string Ben = "ben@example.org,Ben,Sales,,,,,";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task People_teams_and_leaders_come_from_the_roster_and_what_is_empty_from_the_settings(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine, settings: new Dictionary<string, string?>
        {
            ["Roster:TimeZone"] = "Europe/Madrid",
            ["Roster:Days"] = "wed",
            ["Roster:LocalTime"] = "08:15",
            ["Roster:Locale"] = "es",
        });

        var report = await story.ImportAsync(Anna, Ben);

        Assert.Equal((true, 2, 3), (report.Applied, report.Added, report.TeamsAdded));
        await using var db = story.OpenDb();
        var ben = await db.Participants.SingleAsync(person => person.Name == "Ben");
        Assert.Equal(("Europe/Madrid", Weekdays.Wednesday, new TimeOnly(8, 15), "es"), (ben.TimeZone, ben.Days, ben.LocalTime, ben.Locale));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 7, 15, 0, TimeSpan.Zero), ben.NextDueAt);
        var leader = await db.Leaders.SingleAsync();
        Assert.Equal(("anna@example.org", "Engineering"), (leader.Email, (await db.Teams.SingleAsync(team => team.Id == leader.TeamId)).Path));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Importing_again_updates_and_never_duplicates(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportAsync(Anna, Ben);

        var same = await story.ImportAsync(Anna, Ben);
        var moved = await story.ImportAsync(Anna.Replace("10:00,Engineering", "11:00,Sales", StringComparison.Ordinal), Ben.Replace("Sales", "sales", StringComparison.Ordinal));

        Assert.Equal((0, 0, 2), (same.Added, same.Updated, same.Unchanged));
        Assert.Equal((0, 1, 1, 0), (moved.Added, moved.Updated, moved.Unchanged, moved.TeamsAdded));
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Name == "Anna");
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), anna.NextDueAt);
        Assert.Equal("Sales", (await db.Teams.SingleAsync(team => team.Id == db.Leaders.Single().TeamId)).Path);
    }

    [Fact]
    public async Task What_people_chose_for_themselves_is_kept()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync(Anna);
        await using (var db = story.OpenDb())
        {
            var person = await db.Participants.SingleAsync();
            (person.LocalTime, person.Locale, person.OwnChoices) = (new TimeOnly(16, 0), "fr", OwnChoices.LocalTime | OwnChoices.Locale);
            await db.SaveChangesAsync();
        }

        await story.ImportAsync(Anna.Replace(",mon,", ",tue,", StringComparison.Ordinal));

        await using var after = story.OpenDb();
        var anna = await after.Participants.SingleAsync();
        Assert.Equal((Weekdays.Tuesday, new TimeOnly(16, 0), "fr"), (anna.Days, anna.LocalTime, anna.Locale));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task One_bad_row_keeps_all_out_and_every_bad_row_is_reported(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);

        var report = await story.ImportAsync(Anna, "nonsense,,,,,,,", Ben, Ben, "cleo@example.org,Cleo,A,Mars,,,,");

        Assert.False(report.Applied);
        Assert.Equal([3, 5, 6], report.BadRows.Select(row => row.Line));
        Assert.Contains("twice", report.BadRows[1].Reason, StringComparison.Ordinal);
        await using var db = story.OpenDb();
        Assert.Equal((0, 0), (await db.Participants.CountAsync(), await db.Teams.CountAsync()));
    }

    [Fact]
    public async Task Bad_rows_are_passed_over_when_asked_and_their_people_are_not_missing()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync(Anna, Ben);

        var report = await ImportAsync(story, new RosterImportHow(SkipBad: true), "ben@example.org,Ben,Sales,Mars,,,,", "cleo@example.org,Cleo,A,,,,,");

        Assert.Equal((true, false, 1), (report.Applied, report.Refused, report.Added));
        Assert.Equal("anna@example.org", Assert.Single(report.Missing).Email);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_quote_that_is_missing_deactivates_nobody_of_the_lines_it_hides_and_a_dry_run_says_so(bool dryRun)
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync(Anna, Ben);

        var report = await ImportAsync(
            story, new RosterImportHow(dryRun, SkipBad: true, DeactivateMissing: true), "cleo@example.org,Cleo,A,,,,,", "dora@example.org,\"Dora,A,,,,,", Ben, Anna);

        Assert.Equal((true, false, 0, 0), (report.Refused, report.Applied, report.Added, report.Deactivated));
        Assert.Contains("is a quote missing?", Assert.Single(report.BadRows).Reason, StringComparison.Ordinal);
        await using var db = story.OpenDb();
        Assert.Equal([ParticipantStatus.Active, ParticipantStatus.Active], await db.Participants.Select(person => person.Status).ToListAsync());
        Assert.Equal("anna@example.org", (await db.Leaders.SingleAsync()).Email);
    }

    [Fact]
    public async Task A_dry_run_is_refused_as_the_import_would_be()
    {
        await using var story = await TestStory.StartAsync();

        var report = await ImportAsync(story, new RosterImportHow(DryRun: true), Anna, "nonsense,,,,,,,");

        Assert.Equal((true, 0, 0, 1), (report.Refused, report.Added, report.TeamsAdded, report.BadRows.Count));
    }

    [Fact]
    public async Task A_dry_run_tells_everything_and_does_nothing()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync(Anna);

        var report = await ImportAsync(story, new RosterImportHow(DryRun: true, DeactivateMissing: true), Ben);

        Assert.Equal((false, 1, 1, 1), (report.Applied, report.Added, report.Deactivated, report.TeamsAdded));
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Missing_people_are_reported_and_only_deactivated_when_asked_and_come_back_as_they_were(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportAsync(Anna, Ben);
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync(person => person.Name == "Ben")).Unsubscribe(TestStory.Start);
            await db.SaveChangesAsync();
        }

        Assert.Equal(2, (await story.ImportAsync("cleo@example.org,Cleo,A,,,,,")).Missing.Count);
        var deactivated = await ImportAsync(story, new RosterImportHow(DeactivateMissing: true), "cleo@example.org,Cleo,A,,,,,");
        await using (var db = story.OpenDb())
        {
            Assert.Equal(2, deactivated.Deactivated);
            Assert.Empty(await db.Leaders.ToListAsync());
            Assert.Null((await db.Participants.SingleAsync(person => person.Name == "Anna")).NextDueAt);
        }

        Assert.Equal(2, (await story.ImportAsync(Anna, Ben)).CameBack);
        await using var after = story.OpenDb();
        var statuses = await after.Participants.ToDictionaryAsync(person => person.Name, person => person.Status);
        Assert.Equal((ParticipantStatus.Active, ParticipantStatus.Unsubscribed), (statuses["Anna"], statuses["Ben"]));
        Assert.NotNull((await after.Participants.SingleAsync(person => person.Name == "Anna")).NextDueAt);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Whoever_leaves_and_comes_back_is_still_paused_and_away(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna");
        var away = TestStory.Start.AddDays(2);
        await story.ChangeAsync("anna@example.org", person =>
        {
            person.Pause(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8));
            person.AwayUntil = away;
        });

        await ImportAsync(story, new RosterImportHow(DeactivateMissing: true), Ben);
        await story.ImportPeopleAsync("Engineering", "anna");

        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Name == "anna");
        Assert.Equal((ParticipantStatus.Active, new DateOnly(2026, 3, 8), away), (anna.Status, anna.PausedUntil, anna.AwayUntil));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero), anna.NextDueAt);
    }

    [Fact]
    public async Task An_empty_roster_deactivates_nobody()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync(Anna);

        await Assert.ThrowsAsync<RosterException>(() => ImportAsync(story, new RosterImportHow(DeactivateMissing: true)));
        Assert.True((await ImportAsync(story, new RosterImportHow(SkipBad: true, DeactivateMissing: true), "bad,,,,,,,")).Refused);
    }

    [Fact]
    public async Task An_old_reply_stays_in_the_old_team_when_its_writer_moves()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync("anna@example.org", "We shipped it.");

        await story.ImportPeopleAsync("Sales", "anna");

        await using var db = story.OpenDb();
        var team = (await db.Replies.SingleAsync()).TeamId;
        Assert.Equal("Engineering", (await db.Teams.SingleAsync(row => row.Id == team)).Path);
        Assert.NotEqual(team, (await db.Participants.SingleAsync()).TeamId);
    }

    private static async Task<RosterReport> ImportAsync(TestStory story, RosterImportHow how, params string[] rows)
    {
        using var roster = new StringReader("email,name,team,time_zone,days,local_time,leader_of,locale\n" + string.Join('\n', rows));
        return await story.Get<RosterImport>().ImportAsync(roster, how);
    }
}
