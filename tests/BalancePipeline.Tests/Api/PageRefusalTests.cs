using System.Net;
using BalancePipeline.Tests.Builders;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Api;

/// <summary>People are refused by a page that they can read, with the status that a program would get.</summary>
public sealed class PageRefusalTests
{
    private static readonly Dictionary<string, string> Email = new() { ["email"] = "lea@example.org" };

    [Fact]
    public async Task A_wrong_address_of_a_page_is_answered_by_a_page()
    {
        await using var story = await TestStory.StartAsync();

        using var response = await story.CallAsync("/?team=many", await story.AdministratorTokenAsync());

        await response.AssertRefusedByPageAsync(HttpStatusCode.BadRequest, "<h1>This did not work</h1>");
        await response.AssertRefusedByPageAsync(HttpStatusCode.BadRequest, "begin at the first page");
    }

    [Fact]
    public async Task Who_reads_pages_too_fast_is_told_so_by_a_page_and_how_long_to_wait()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["RequestLimit:PerMinute"] = "1" });
        var token = await story.AdministratorTokenAsync();
        using var first = await story.CallAsync("/", token);

        using var second = await story.CallAsync("/", token);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.AssertRefusedByPageAsync(HttpStatusCode.TooManyRequests, "Try again in 60 seconds.");
        Assert.Equal(TimeSpan.FromMinutes(1), second.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/mail")]
    [InlineData("/sign-in/code")]
    [InlineData("/me")]
    public async Task Whoever_is_not_known_yet_may_not_try_again_and_again(string path)
    {
        var answers = new AfterAnswers();
        await using var story = await TestStory.StartAsync(
            configure: services => services.AddSingleton<IStartupFilter>(answers), settings: new Dictionary<string, string?> { ["RequestLimit:PerMinute"] = "20" });
        using var first = await story.PostFormAsync(path, Email);
        await answers.Done.ReadAsync();

        using var second = await story.PostFormAsync(path, Email);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
        await second.AssertRefusedByPageAsync(HttpStatusCode.TooManyRequests, "Try again in 60 seconds.");
        Assert.Equal(TimeSpan.FromMinutes(1), second.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_defect_is_answered_by_a_page_that_does_not_tell_of_it()
    {
        await using var story = await TestStory.StartAsync();
        await using (var db = story.OpenDb()) await db.Database.ExecuteSqlAsync($"DROP TABLE sign_in_links");

        using var response = await story.PostFormAsync("/sign-in/mail", Email);

        await response.AssertRefusedByPageAsync(HttpStatusCode.InternalServerError, "<h1>Something went wrong</h1>");
        Assert.DoesNotContain("sign_in_links", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
