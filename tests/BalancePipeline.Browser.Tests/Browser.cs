using Microsoft.Playwright;

namespace BalancePipeline.Browser.Tests;

/// <summary>A headless Chromium that talks to nobody but the host under test.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>The browser's program, or null.</summary>
    public static string? Executable { get; } = new[]
    {
        Environment.GetEnvironmentVariable("BALANCE_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    public Task<IPage> OpenAsync(Uri address, BrowserNewPageOptions? options = null)
    {
        options ??= new BrowserNewPageOptions();
        options.BaseURL = address.ToString();
        return _browser.NewPageAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
