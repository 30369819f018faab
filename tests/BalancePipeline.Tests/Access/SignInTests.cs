using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Access;

public sealed partial class SignInTests : IAsyncLifetime
{
    private readonly AwaitedSender _sender = new();
    private TestStory _story = null!;

    public async Task InitializeAsync()
    {
        _story = await TestStory.StartAsync(configure: services => services.AddSingleton<IEmailSender>(_sender));
        await _story.ImportAsync("lea@example.org,Lea,Sales,UTC,mon,09:00,Sales,en");
    }

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [Fact]
    public async Task A_leader_signs_in_by_a_link_that_works_once()
    {
        var link = await LinkAsync("Lea@Example.org");
        using var looked = await _story.CallAsync(link);
        using var entered = await _story.PostFormAsync(link, []);
        using var again = await _story.PostFormAsync(link, []);
        using var page = await PageAsync(entered);

        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Contains("httponly", SetCookie(entered), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", SetCookie(entered), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.Contains("<h1>Sales</h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_after_a_quarter_of_an_hour()
    {
        var link = await LinkAsync("lea@example.org");
        _story.Clock.Advance(TimeSpan.FromMinutes(15));
        using var entered = await _story.PostFormAsync(link, []);

        Assert.Equal(HttpStatusCode.Unauthorized, entered.StatusCode);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_is_known()
    {
        using var unknown = await AskAsync("nobody@example.org");
        using var known = await AskAsync("lea@example.org");

        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal("lea@example.org", (await _sender.Mails.ReadAsync()).Recipient);
        Assert.False(_sender.Mails.TryRead(out _));
    }

    [Fact]
    public async Task A_link_that_could_not_be_mailed_is_counted_and_warned_of_without_the_address()
    {
        using var measurements = new Measurements();
        var links = ActivatorUtilities.CreateInstance<SignInLinks>(_story.Services, new ScriptedSender(new SendResult.Permanent("The mail was refused (554).")));

        await links.SendAsync("lea@example.org", "code", "/");

        Assert.Equal($"Warning {typeof(SignInLinks)}: The sign-in link of right 1 was not sent: The mail was refused (554).", Assert.Single(_story.Logs.Entries));
        Assert.Contains("balance.mails.sent kind=sign-in outcome=permanent", measurements.All);
    }

    [Fact]
    public async Task Asking_again_and_again_floods_nobody()
    {
        for (var request = 0; request < 6; request++)
        {
            using var response = await AskAsync("lea@example.org");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await using var db = _story.OpenDb();
        Assert.Equal(3, await db.SignInLinks.CountAsync());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_good()
    {
        using var entered = await _story.PostFormAsync(await LinkAsync("lea@example.org"), []);
        using var left = await _story.PostFormAsync("/sign-out", [], SetCookie(entered).Split(';')[0]);
        using var page = await PageAsync(entered);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("/sign-in", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_the_page_says_so()
    {
        using var entered = await _story.PostFormAsync(await LinkAsync("lea@example.org"), []);
        _story.Clock.Advance(TimeSpan.FromHours(13));
        using var page = await PageAsync(entered);
        using var signIn = await _story.CallAsync(page.Headers.Location!.OriginalString);

        Assert.Contains("Your session has ended", await signIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_when_the_roster_takes_the_right_back()
    {
        using var entered = await _story.PostFormAsync(await LinkAsync("lea@example.org"), []);
        await _story.ImportAsync("lea@example.org,Lea,Sales,UTC,mon,09:00,,en");
        using var page = await PageAsync(entered);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Theory]
    [InlineData("/?team=1", "/?team=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string destination, string expected)
    {
        var token = await _story.AdministratorTokenAsync();
        using var entered = await _story.PostFormAsync("/sign-in", new Dictionary<string, string> { ["token"] = token, ["return"] = destination });

        Assert.Equal(expected, entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Another_site_cannot_post_with_the_cookie_of_a_leader()
    {
        using var entered = await _story.PostFormAsync(await LinkAsync("lea@example.org"), []);
        using var forged = await _story.PostFormAsync(
            "/follow-ups", new Dictionary<string, string> { ["team"] = "1", ["week"] = "2026-W10" }, SetCookie(entered).Split(';')[0], "cross-site");

        await forged.AssertRefusedByPageAsync(HttpStatusCode.Forbidden, "This form was sent from another site.");
    }

    [Fact]
    public async Task A_leader_who_signs_in_by_mail_lands_where_the_weekly_mail_led()
    {
        using var followed = await _story.CallAsync("/?team=1");
        using var signIn = await _story.CallAsync(followed.Headers.Location!.OriginalString);
        var asked = await FormAsync(signIn, "/sign-in/mail");
        asked["email"] = "lea@example.org";
        using var mailed = await _story.PostFormAsync("/sign-in/mail", asked);
        var link = new Uri(LinkWithReturn().Match((await _sender.Mails.ReadAsync()).Text).Value);
        using var looked = await _story.CallAsync(link.PathAndQuery);
        using var entered = await _story.PostFormAsync(await ActionAsync(looked), []);

        Assert.Equal("/?team=1", entered.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    public async Task The_mail_carries_no_way_elsewhere(string destination)
    {
        using var mailed = await _story.PostFormAsync("/sign-in/mail", new Dictionary<string, string> { ["email"] = "lea@example.org", ["return"] = destination });
        var mail = await _sender.Mails.ReadAsync();
        var link = Link().Match(mail.Text).Value;
        using var looked = await _story.CallAsync($"{link}?return={Uri.EscapeDataString(destination)}");
        using var entered = await _story.PostFormAsync($"{link}?return={Uri.EscapeDataString(destination)}", []);

        Assert.DoesNotContain("evil", mail.Text + mail.Html + await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_session_that_ended_before_a_form_was_posted_leads_to_a_page_that_there_is()
    {
        using var posted = await _story.PostFormAsync("/follow-ups", new Dictionary<string, string> { ["team"] = "1", ["week"] = "2026-W10" }, "balance_access=ended");

        Assert.Equal("/sign-in?return=%2F&ended=true", posted.Headers.Location!.OriginalString);
    }

    private Task<HttpResponseMessage> AskAsync(string email) => _story.PostFormAsync("/sign-in/mail", new Dictionary<string, string> { ["email"] = email });

    private async Task<string> LinkAsync(string email)
    {
        using var response = await AskAsync(email);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Link().Match((await _sender.Mails.ReadAsync()).Text).Value;
    }

    /// <summary>What a form of a page sends when nothing is typed in.</summary>
    private static async Task<Dictionary<string, string>> FormAsync(HttpResponseMessage page, string action)
    {
        var form = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector($"form[action='{action}']")!;
        return form.QuerySelectorAll("input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
    }

    private static async Task<string> ActionAsync(HttpResponseMessage page) =>
        new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("form[action^='/sign-in/']")!.GetAttribute("action")!;

    private async Task<HttpResponseMessage> PageAsync(HttpResponseMessage entered)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Cookie", SetCookie(entered).Split(';')[0]);
        return await _story.Http.SendAsync(request);
    }

    private static string SetCookie(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single();

    [GeneratedRegex("/sign-in/[a-z2-7]+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("http://localhost/sign-in/\\S+", RegexOptions.NonBacktracking)]
    private static partial Regex LinkWithReturn();
}
