using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Cli;

/// <summary>What the dashboard shows, in the terminal.</summary>
public sealed class InsightCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");
    private string _released = "";

    public async Task InitializeAsync()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var sales = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(sales, 7);
        await weeks.WriteAsync(people, 0);
        await weeks.WriteAsync(people, 1);
        await weeks.ReleaseAsync(0);
        _released = (await weeks.InsightAsync(sales.Id, 0)).ToJson();
        await using var db = story.OpenDb();
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {Path.Combine(_folder.FullName, "balance.db")}");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Closed_weeks_are_released_and_printed_as_a_table_with_a_line_of_ticks()
    {
        Assert.StartsWith("released 2026-W11", await RunAsync("release"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing to release", await RunAsync("release"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing to release: 2026-W10", await RunAsync("release", "--week", "2026-W10"), StringComparison.Ordinal);

        var printed = await RunAsync("insights", "sales", "--weeks", "260");
        Assert.Contains("2026-W10", printed, StringComparison.Ordinal);
        Assert.Contains("5–7", printed, StringComparison.Ordinal);
        Assert.Contains("Results        ▅▅", printed, StringComparison.Ordinal);
        Assert.Contains("small-group", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_what_was_released_and_csv_has_a_row_a_week()
    {
        Assert.Equal(_released, (await RunAsync("insights", "Sales", "--json")).TrimEnd());
        Assert.Equal(2, (await RunAsync("insights", "/", "--csv")).TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("There is no team 'Nowhere'", "insights", "Nowhere")]
    [InlineData("--weeks must be from 1 to 260", "insights", "Sales", "--weeks", "0")]
    [InlineData("either --json or --csv", "insights", "Sales", "--json", "--csv")]
    [InlineData("'last' is not an ISO week", "release", "--week", "last")]
    public async Task What_cannot_be_done_is_said_in_one_line(string expected, params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync("", [.. arguments, "--data", _folder.FullName]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(expected, Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync("", [.. arguments, "--data", _folder.FullName]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }
}
