using BalancePipeline.Cli.Hosting;
using BalancePipeline.Tests.Builders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BalancePipeline.Browser.Tests;

public sealed class ReplyLoopTests
{
    private const string Anna = "anna@example.org";
    private const string Reply = "We shipped the release on Friday and I thanked Ben for staying late.";

    [BrowserFact]
    public async Task A_prompt_answered_in_the_mailbox_is_scored_on_the_persons_page_and_counts_on_the_leaders()
    {
        await using var story = await TestStory.StartAsync(listen: true);
        await story.ImportAsync($"{Anna},Anna,Platform,UTC,mon tue wed thu fri,09:00,Platform,en");
        string[] others = ["ben", "cleo", "dan", "eve"];
        await story.ImportPeopleAsync("Platform", others);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var name in others) await story.AnswerAsync($"{name}@example.org", Reply);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(story.Address);

        await AnswerInMailboxAsync(page);
        await story.Get<StoryQueues>().DrainAsync();
        await OpenOwnPageAsync(page);
        await Expect(page.Locator("blockquote").First).ToContainTextAsync("We shipped the release on Friday");
        await Expect(page.GetByText("Relationships").First).ToBeVisibleAsync();

        await story.AdvanceAsync(TimeSpan.FromDays(7));
        await SignInByMailAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Platform");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Week of 2 March 2026" })).ToBeVisibleAsync();
    }

    private static async Task AnswerInMailboxAsync(IPage page)
    {
        await page.GotoAsync($"/mailbox?to={Anna}");
        await page.Locator("main .list a").First.ClickAsync();
        await page.GetByLabel("Your reply").FillAsync(Reply);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("accepted");
    }

    private static async Task OpenOwnPageAsync(IPage page)
    {
        var link = await page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "Your page" }).GetAttributeAsync("href");
        await page.GotoAsync(new Uri(link!).PathAndQuery);
    }

    private static async Task SignInByMailAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Your address at work").FillAsync(Anna);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("on its way");

        // The mail goes out after the answer does.
        var mail = page.Locator("main .list a", new() { HasText = "sign-in link" }).First;
        for (var tries = 0; tries < 50 && await CountAsync(page, mail) == 0; tries++) await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await mail.ClickAsync();
        var link = await page.FrameLocator("iframe").GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await page.GotoAsync(new Uri(link!).PathAndQuery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task<int> CountAsync(IPage page, ILocator mail)
    {
        await page.GotoAsync($"/mailbox?to={Anna}");
        return await mail.CountAsync();
    }
}
