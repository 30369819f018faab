using System.Text.Json;
using Microsoft.Playwright;

namespace BalancePipeline.Browser.Tests;

/// <summary>The accessibility rules of axe-core, which <c>npm ci</c> in this folder brings.</summary>
internal static class Axe
{
    private const string Package = "node_modules/axe-core/axe.min.js";

    private const string Run =
        """
        async () => {
            const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
            if (found.passes.length < 5) return ['nothing was checked'];
            return found.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).join(', ')}`);
        }
        """;

    /// <summary>The rules' source, or null where they are not installed.</summary>
    internal static string? Source { get; } = Find() is { } file ? File.ReadAllText(file) : null;

    /// <summary>What is wrong with a page by WCAG 2.2 AA and good practice; a line a rule.</summary>
    internal static async Task<string[]> CheckAsync(IPage page)
    {
        // Evaluated by the debugger: the page's own policy lets no script in.
        await page.EvaluateAsync(Source!);
        return (await page.EvaluateAsync<JsonElement>(Run)).Deserialize<string[]>()!;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, Package);
            if (File.Exists(file)) return file;
        }

        return null;
    }
}

/// <summary>A test in a real browser by the rules of axe; skipped where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeFactAttribute : FactAttribute
{
    public AxeFactAttribute()
    {
        if (Browser.Executable is null) Skip = "There is no Chromium here; install Debian's package chromium, or name one in BALANCE_TEST_CHROMIUM.";
        else if (Axe.Source is null) Skip = "axe-core is not installed; run 'npm ci' in tests/BalancePipeline.Browser.Tests.";
    }
}
