using BalancePipeline.Tests.Builders;
using BalancePipeline.Wording;

namespace BalancePipeline.Browser.Tests;

public sealed class PersonPageTests
{
    private const int Narrow = 320;
    private const string Anna = "anna@example.org";

    [BrowserFact]
    public async Task A_persons_page_fits_a_narrow_screen_in_every_language_whatever_was_written()
    {
        await using var story = await TestStory.StartAsync(listen: true);
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync(Anna, "We shipped it: https://wiki.example.org/" + new string('x', 120));
        await story.AdvanceAsync(TimeSpan.FromDays(1));
        await story.AnswerAsync(Anna, "I thanked Ben, and I should have asked Mira how she sees it.");
        var address = Links.Page((await story.NewestMailToAsync(Anna))!).PathAndQuery;
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(story.Address, new() { ViewportSize = new() { Width = Narrow, Height = 640 } });
        foreach (var language in Words.Languages)
        {
            await using var db = story.OpenDb();
            db.Participants.Single().Locale = language;
            await db.SaveChangesAsync();
            foreach (var path in new[] { address, address + "/erase", "/me" })
            {
                await page.GotoAsync(path);
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") == Narrow, $"{path}, {language}");
            }
        }
    }
}
