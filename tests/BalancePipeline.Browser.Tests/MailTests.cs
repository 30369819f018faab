using BalancePipeline.Tests.Builders;
using BalancePipeline.Wording;
using Microsoft.Playwright;

namespace BalancePipeline.Browser.Tests;

public sealed class MailTests
{
    private const int Narrow = 320;

    [BrowserFact]
    public async Task Every_mail_in_every_language_fits_a_screen_of_320_pixels_in_light_and_dark()
    {
        await using var story = await TestStory.StartAsync();
        await using var browser = await Browser.StartAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var page = await browser.OpenAsync(story.Address, new() { ViewportSize = new() { Width = Narrow, Height = 640 }, ColorScheme = scheme });
            foreach (var language in Words.Languages)
            {
                foreach (var (name, mail) in SampleMails.All(story, language))
                {
                    await page.SetContentAsync(mail.Html);
                    Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") == Narrow, $"{name}, {language}, {scheme}");
                }
            }
        }
    }
}
