using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BalancePipeline.Access;

namespace BalancePipeline.Tests.Builders;

/// <summary>People who call the API of a story.</summary>
public static class Callers
{
    public static async Task<string> LeaderTokenAsync(this TestStory story, params long[] teamIds) =>
        await story.Get<AccessTokens>().CreateAsync("a leader", AccessRole.Leader, teamIds, null);

    public static async Task<string> AdministratorTokenAsync(this TestStory story) =>
        await story.Get<AccessTokens>().CreateAsync("an administrator", AccessRole.Administrator, [], null);

    /// <summary>Asks as the bearer of a token; nobody in particular without one.</summary>
    public static async Task<HttpResponseMessage> CallAsync(
        this TestStory story, string path, string? token = null, string? accept = null, string? etag = null, HttpMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(story);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return await story.Http.SendAsync(request);
    }

    /// <summary>Posts a form as a browser does, with a cookie if there is one.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this TestStory story, string path, IEnumerable<KeyValuePair<string, string>> fields, string? cookie = null, string? site = null)
    {
        ArgumentNullException.ThrowIfNull(story);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (site is not null) request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        return await story.Http.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Checks a refusal: its status, and that it is a problem document.</summary>
    public static void AssertRefused(this HttpResponseMessage response, HttpStatusCode status)
    {
        ArgumentNullException.ThrowIfNull(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Checks a refusal that people look at: its status, and what its page says.</summary>
    public static async Task AssertRefusedByPageAsync(this HttpResponseMessage response, HttpStatusCode status, string text)
    {
        ArgumentNullException.ThrowIfNull(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
