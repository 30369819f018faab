using System.Collections.Concurrent;
using BalancePipeline.Email;
using BalancePipeline.Functions.Email;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>A server that answers as SendGrid's v3 API documents, and a sender that talks to it through its whole HTTP pipeline.</summary>
internal sealed class SendGridApi : IAsyncDisposable
{
    private readonly WebApplication _server;
    private ServiceProvider? _services;

    private SendGridApi(int status, string body)
    {
        Status = status;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context => AnswerAsync(context, body));
    }

    internal int Status { get; set; }

    internal bool NeverAnswers { get; set; }

    internal IReadOnlyList<(string Name, string Value)> Headers { get; set; } = [];

    internal ConcurrentQueue<(string Request, string Body)> Requests { get; } = [];

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    internal IEmailSender Sender => _services!.GetRequiredService<IEmailSender>();

    internal static async Task<SendGridApi> StartAsync(
        int status, string body = "", IReadOnlyList<(string Name, string Value)>? headers = null, params (string Name, string Value)[] settings)
    {
        var api = new SendGridApi(status, body) { Headers = headers ?? [] };
        await api._server.StartAsync();
        var all = new Dictionary<string, string?>(FunctionApp.Settings) { ["SendGrid:Endpoint"] = api._server.Urls.Single() };
        foreach (var (name, value) in settings) all[name] = value;
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(api.Clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.SectionName);
        api._services = services.AddSendGrid().BuildServiceProvider();
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string body)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = $"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}";
        Requests.Enqueue((request, await reader.ReadToEndAsync(context.RequestAborted)));
        if (NeverAnswers) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
