using BalancePipeline.Access;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Participants;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BalancePipeline.Browser.Tests;

public sealed class DashboardTests : IAsyncLifetime
{
    /// <summary>A folder for pictures of every page, for people to look at; null for none.</summary>
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("BALANCE_TEST_SCREENSHOTS");

    // So many that four of them are a whole period.
    private const int Weeks = 7;

    private TestStory _story = null!;
    private Team _large = null!;
    private Team _small = null!;
    private Team _four = null!;
    private Team _new = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _story = await TestStory.StartAsync(listen: true);
        var weeks = new WrittenWeeks(_story);
        _large = await weeks.TeamAsync("Engineering");
        _small = await weeks.TeamAsync("Engineering/Platform", _large);
        _four = await weeks.TeamAsync("Engineering/Support", _large);
        var people = await weeks.PeopleAsync(_large, 12);
        var few = await weeks.PeopleAsync(_small, 3);
        var seldom = await weeks.PeopleAsync(_four, 8);
        for (var week = 0; week < Weeks; week++)
        {
            foreach (var (index, person) in people.Concat(few).Concat(seldom.Skip(week % 4 * 2).Take(2)).Index())
            {
                await weeks.WriteAsync(person, week, new ReplyScore
                {
                    Results = (index + week) % 5,
                    Relationships = index % 4,
                    Depth = 1,
                    Confidence = 0.8,
                    Labels = index % 3 == 0 ? [] : [new(LabelKind.Practiced, "feedback", 1, 0, 1), new(LabelKind.Neglected, "conflict", 1, 0, 1), new(LabelKind.Risk, "burnout", 1, 0, 1)],
                });
            }
        }

        await using (var db = _story.OpenDb())
        {
            db.Leaders.Add(new Leader { Email = "lea@example.org", TeamId = _large.Id });
            await db.SaveChangesAsync();
        }

        await weeks.ReleaseAsync(Weeks - 1);
        await _story.Get<DigestSender>().SendAsync();
        _new = await weeks.TeamAsync("Sales");
        _token = await _story.Get<AccessTokens>().CreateAsync("test", AccessRole.Administrator, [], null);
    }

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [AxeFact]
    public async Task No_page_for_leaders_breaks_a_rule_of_accessibility_in_any_colours_or_width()
    {
        await using var browser = await Browser.StartAsync();
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1200), (ColorScheme.Dark, 1200), (ColorScheme.Light, 360), (ColorScheme.Dark, 360) })
        {
            var page = await OpenAsync(browser, new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
            foreach (var path in new[] { $"/?team={_large.Id}", $"/?team={_small.Id}", $"/?team={_four.Id}", $"/?team={_new.Id}", "/?team=0", "/?team=999", "/sign-in", "/sign-in/abc", "/digest/unsubscribe/abc" })
            {
                await page.GotoAsync(path);
                await ShootAsync(page, $"{path}-{scheme}-{width}");
                await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
                Assert.True(await Axe.CheckAsync(page) is [], $"{path}, {scheme}, {width}: {string.Join("; ", await Axe.CheckAsync(page))}");
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width} pixels.");
            }

            await page.CloseAsync();
        }
    }

    [AxeFact]
    public async Task The_weekly_mail_breaks_no_rule_of_accessibility_either()
    {
        var mail = (await _story.NewestMailToAsync("lea@example.org"))!;
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(_story.Address, new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 600, Height = 700 } });
        await page.SetContentAsync(mail.HtmlBody!);
        await ShootAsync(page, "digest");

        // A mail is no page: it has neither landmarks nor headings of its own.
        string[] ofPages = ["region", "landmark", "page-has-heading"];
        Assert.DoesNotContain(await Axe.CheckAsync(page), rule => !ofPages.Any(name => rule.StartsWith(name, StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task Everything_works_without_javascript_and_by_keyboard_alone()
    {
        await using var browser = await Browser.StartAsync();
        var page = await OpenAsync(browser, new BrowserNewPageOptions { JavaScriptEnabled = false });
        await page.GotoAsync($"/?team={_large.Id}");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to content")).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "I take this up" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("You took this up")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What became of it" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_team_that_is_hidden_says_why_and_one_without_weeks_says_when()
    {
        await using var browser = await Browser.StartAsync();
        var page = await OpenAsync(browser, new BrowserNewPageOptions());

        await page.GotoAsync($"/?team={_small.Id}");
        await Expect(page.GetByText("fewer than 5 people could be told apart")).ToBeVisibleAsync();
        await page.GotoAsync($"/?team={_four.Id}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Four weeks") })).ToBeVisibleAsync();
        await page.GotoAsync($"/?team={_new.Id}");
        await Expect(page.GetByText("A week is released once it is over")).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenAsync(Browser browser, BrowserNewPageOptions options)
    {
        var page = await browser.OpenAsync(_story.Address, options);
        await page.Context.AddCookiesAsync([new Cookie { Name = Doorway.Cookie, Value = _token, Url = _story.Address.ToString() }]);
        return page;
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Screenshots is null) return;
        var file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')) + ".png";
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, file), FullPage = true });
    }
}
