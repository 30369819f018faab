namespace BalancePipeline.Browser.Tests;

/// <summary>A test in a real browser; skipped where there is no Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable is null) Skip = "There is no Chromium here; install Debian's package chromium, or name one in BALANCE_TEST_CHROMIUM.";
    }
}
