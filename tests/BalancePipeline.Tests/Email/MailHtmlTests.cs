using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using BalancePipeline.Wording;

namespace BalancePipeline.Tests.Email;

/// <summary>The HTML of every mail, in every language, against what mail programs drop or break.</summary>
public sealed class MailHtmlTests
{
    // Outlook for Windows lays out by Word: tables, and these properties of CSS. Gmail and Apple Mail know them all.
    private static readonly HashSet<string> KnownEverywhere =
    [
        "background-color", "border", "border-left", "color", "font-family", "font-size", "font-weight", "height", "line-height", "margin", "padding",
        "text-decoration",
    ];

    // Dropped by some without harm: the mail is only wider, or a quote's lines run on.
    private static readonly HashSet<string> HarmlessWhereDropped = ["max-width", "white-space", "word-break"];

    private static readonly HashSet<string> Elements =
        ["HTML", "HEAD", "META", "TITLE", "STYLE", "BODY", "DIV", "TABLE", "TBODY", "TR", "TD", "P", "A"];

    [Fact]
    public Task Only_elements_and_styles_are_used_that_outlook_gmail_and_apple_mail_draw() => ForEachMailAsync((name, document) =>
    {
        foreach (var element in document.All)
        {
            Assert.True(Elements.Contains(element.TagName), $"{name}: <{element.LocalName}>");
            foreach (var (property, value) in Styles(element))
            {
                Assert.True(KnownEverywhere.Contains(property) || HarmlessWhereDropped.Contains(property), $"{name}: {property}");
                Assert.DoesNotContain("url(", value, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("var(", value, StringComparison.OrdinalIgnoreCase);
                Assert.False(value.EndsWith("rem", StringComparison.Ordinal) || value.EndsWith("vw", StringComparison.Ordinal), $"{name}: {property}: {value}");
            }
        }
    });

    [Fact]
    public Task Nothing_is_loaded_and_nobody_is_tracked() => ForEachMailAsync((_, document) =>
    {
        Assert.Empty(document.QuerySelectorAll("[src], [background], link, script, iframe, object, form"));
        Assert.All(document.Links, link => Assert.StartsWith("http://localhost/", link.GetAttribute("href")!, StringComparison.Ordinal));
    });

    [Fact]
    public Task Tables_that_carry_the_layout_are_no_tables_to_a_screen_reader() => ForEachMailAsync((_, document) =>
        Assert.All(document.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role"))));

    [Fact]
    public Task Language_and_direction_are_named_and_a_narrow_screen_is_enough() => ForEachMailAsync((name, document) =>
    {
        Assert.Contains(document.DocumentElement.GetAttribute("lang"), Words.Languages);
        Assert.Equal("ltr", document.DocumentElement.GetAttribute("dir"));
        Assert.NotNull(document.QuerySelector("meta[name=viewport]"));
        Assert.All(document.QuerySelectorAll("[width]"), element => Assert.EndsWith("%", element.GetAttribute("width")!, StringComparison.Ordinal));
        Assert.All(
            document.All.SelectMany(Styles).Where(style => style.Property is "font-size" && style.Value != "1px"),
            style => Assert.True(Pixels(style.Value) >= 13, $"{name}: {style.Value}"));
    });

    [Fact]
    public Task Text_can_be_read_on_its_ground_in_light_and_in_dark() => ForEachMailAsync((name, document) =>
    {
        var dark = DarkColours(document);
        foreach (var element in document.QuerySelectorAll("p, a, td").Where(element => element.ChildNodes.OfType<IText>().Any(text => !string.IsNullOrWhiteSpace(text.Data))))
        {
            if (element.TextContent.Trim('\u00a0', ' ', '\n').Length == 0) continue;
            var (ink, ground) = (Nearest(element, "color"), Nearest(element, "background-color"));
            Assert.True(Contrast(ink, ground) >= 4.5, $"{name}: {element.TextContent} {ink} on {ground}");

            var (darkInk, darkGround) = (NearestDark(element, dark, "color"), NearestDark(element, dark, "background-color"));
            Assert.True(Contrast(darkInk, darkGround) >= 4.5, $"{name}, dark: {element.TextContent} {darkInk} on {darkGround}");
        }
    });

    [Fact]
    public Task The_whole_is_marked_as_ours_and_stays_below_what_gmail_cuts_off() => ForEachMailAsync((_, document) =>
    {
        Assert.All(
            document.All.SelectMany(element => element.ClassList), name => Assert.StartsWith(PromptMarkers.ElementPrefix, name, StringComparison.Ordinal));
        Assert.Equal(PromptMarkers.ElementPrefix, document.Body!.FirstElementChild!.ClassName);
        Assert.True(document.Source.Length < 100 * 1024);
        Assert.True(document.QuerySelector("style")!.TextContent.Length < 8 * 1024);
    });

    [Fact]
    public Task What_people_are_called_or_wrote_stays_text() => ForEachMailAsync((_, document) =>
        Assert.Empty(document.QuerySelectorAll("b, how")));

    private static async Task ForEachMailAsync(Action<string, IHtmlDocument> check)
    {
        await using var story = await TestStory.StartAsync();
        foreach (var language in Words.Languages)
        {
            foreach (var (name, mail) in SampleMails.All(story, language)) check($"{name} ({language})", new HtmlParser().ParseDocument(mail.Html));
        }
    }

    private static IEnumerable<(string Property, string Value)> Styles(IElement element) =>
        (element.GetAttribute("style") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(style => style.Split(':', 2)).Select(style => (style[0].Trim(), style[1].Trim()));

    private static double Pixels(string size) => double.Parse(size.Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Nearest(IElement element, string property) =>
        Styles(element).LastOrDefault(style => style.Property == property).Value ?? Nearest(element.ParentElement!, property);

    private static string NearestDark(IElement element, Dictionary<string, Dictionary<string, string>> dark, string property) =>
        element.ClassList.Select(name => dark.GetValueOrDefault(name)?.GetValueOrDefault(property)).FirstOrDefault(colour => colour is not null)
        ?? Styles(element).LastOrDefault(style => style.Property == property).Value
        ?? NearestDark(element.ParentElement!, dark, property);

    /// <summary>The colours of the style block, by class.</summary>
    private static Dictionary<string, Dictionary<string, string>> DarkColours(IHtmlDocument document) => document.QuerySelector("style")!.TextContent
        .Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('.'))
        .ToDictionary(
            line => line[1..line.IndexOf(' ', StringComparison.Ordinal)],
            line => line[(line.IndexOf('{', StringComparison.Ordinal) + 1)..line.IndexOf('}', StringComparison.Ordinal)]
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(style => style.Split(':', 2))
                .ToDictionary(style => style[0].Trim(), style => style[1].Replace("!important", "", StringComparison.Ordinal).Trim()));

    /// <summary>The contrast of two colours as WCAG 2.2 counts it; 4.5 is enough for text of any size.</summary>
    private static double Contrast(string left, string right)
    {
        var (light, dark) = (Luminance(left), Luminance(right));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Convert.FromHexString(colour[1..]).Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
