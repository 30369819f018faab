using BalancePipeline.Cli.Hosting;
using BalancePipeline.Tests.Builders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BalancePipeline.Browser.Tests;

public sealed class ReplyLoopTests
{
    [BrowserFact]
    public async Task A_prompt_answered_in_the_mailbox_shows_up_scored_on_the_persons_page()
    {
        await using var story = await TestStory.StartAsync(listen: true);
        await story.ImportPeopleAsync("Engineering/Platform", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(story.Address);

        await page.GotoAsync("/mailbox");
        await page.Locator("main .list a").First.ClickAsync();
        await page.GetByLabel("Your reply").FillAsync("We shipped the release on Friday and I thanked Ben for staying late.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("accepted");

        await story.Get<StoryQueues>().DrainAsync();
        var link = await page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "Your page" }).GetAttributeAsync("href");
        await page.GotoAsync(new Uri(link!).PathAndQuery);

        await Expect(page.Locator("blockquote")).ToContainTextAsync("We shipped the release on Friday");
        await Expect(page.GetByText("Relationships").First).ToBeVisibleAsync();
    }
}
