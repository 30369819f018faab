using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BalancePipeline.Scoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BalancePipeline.Tests.Builders;

/// <summary>Anna's own page, which the link in her newest mail opens.</summary>
public static class PersonPage
{
    public const string Anna = "anna@example.org";

    public static async Task<TestStory> StartAsync(Engine? engine = null) => (await TestStory.StartAskedAsync("anna", engine, services =>
    {
        services.RemoveAll<IReplyScorer>();
        services.AddSingleton<IReplyScorer>(new FixedScorer(FixedScorer.Usual));
    })).Story;

    public static async Task<IHtmlDocument> PageAsync(TestStory story, string query = "") => new HtmlParser().ParseDocument(
        await story.Http.GetStringAsync(new Uri(Links.Page((await story.NewestMailToAsync(Anna))!) + query)));

    public static async Task<HttpResponseMessage> SendAsync(TestStory story, string below, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await story.Http.PostAsync(new Uri($"{Links.Page((await story.NewestMailToAsync(Anna))!)}/{below}"), content);
    }

    /// <summary>Submits a form of the page as a browser would, and follows where it leads.</summary>
    public static async Task<IHtmlDocument> SubmitAsync(TestStory story, IHtmlFormElement form)
    {
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll<IHtmlInputElement>("input").Select(input => KeyValuePair.Create(input.Name!, input.Value)));
        using var response = await story.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return new HtmlParser().ParseDocument(await story.Http.GetStringAsync(response.Headers.Location));
    }
}
