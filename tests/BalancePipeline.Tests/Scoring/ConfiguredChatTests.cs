using System.Text.Json;
using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Chat;
using BalancePipeline.Tests.Builders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Scoring;

/// <summary>The settings of the language model, against a server on this machine that speaks OpenAI's chat API.</summary>
public sealed class ConfiguredChatTests : IAsyncLifetime
{
    private const string Reply = "We shipped the release on Friday, two days early. I sat down with Mira and listened to what went wrong on her side.";

    private readonly WebApplication _server = Server();
    private readonly List<(string? Authorization, JsonElement Body)> _asked = [];
    private int _status = StatusCodes.Status200OK;

    public Task InitializeAsync()
    {
        _server.MapPost("/v1/chat/completions", AnswerAsync);
        return _server.StartAsync();
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_configured_model_is_asked_with_the_framework_a_schema_and_nothing_but_prompt_and_reply()
    {
        await using var services = Services(("Model", "small-1"), ("Endpoint", Address()), ("ApiKey", "key-7"));

        var score = await services.GetRequiredService<IReplyScorer>().ScoreAsync("What moved?", Reply);

        Assert.Equal((3, 2.5), (score.Results, score.Relationships));
        Assert.Equal("listened to what went wrong", Assert.Single(score.Labels) is var label ? Reply[label.Start..label.End] : "");
        var (authorization, body) = Assert.Single(_asked);
        Assert.Equal("Bearer key-7", authorization);
        Assert.Equal("small-1", body.GetProperty("model").GetString());
        Assert.Equal("json_schema", body.GetProperty("response_format").GetProperty("type").GetString());
        var messages = body.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(["system", "user"], messages.Select(message => message.GetProperty("role").GetString()));
        using var sent = JsonDocument.Parse(Text(messages[1].GetProperty("content")));
        Assert.Equal(["prompt", "reply"], sent.RootElement.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task A_provider_that_refuses_leaves_the_embedded_score()
    {
        _status = StatusCodes.Status401Unauthorized;
        await using var services = Services(("Model", "small-1"), ("Endpoint", Address()));

        var score = await services.GetRequiredService<IReplyScorer>().ScoreAsync(null, Reply);

        Assert.Single(_asked);
        Assert.Equal((await services.GetRequiredService<EmbeddedReplyScorer>().ScoreAsync(null, Reply)).Results, score.Results);
    }

    [Fact]
    public async Task A_chat_client_that_the_host_registers_comes_before_the_settings()
    {
        await using var services = Services(registration => registration.AddSingleton<IChatClient>(new ScriptedChatClient("{}")));

        Assert.Contains("script-1", services.GetRequiredService<IReplyScorer>().Version, StringComparison.Ordinal);
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Scoring:Chat:Model")]
    [InlineData("Scoring:Chat:ApiKey", "Model:small-1")]
    [InlineData("Scoring:Chat:Endpoint", "Model:small-1", "ApiKey:key-7", "Endpoint:http://models.example.com/v1")]
    [InlineData("Scoring:Chat:Endpoint", "Model:small-1", "ApiKey:key-7", "Endpoint:models")]
    [InlineData("Scoring:Chat:Timeout", "Model:small-1", "ApiKey:key-7", "Timeout:00:00:00")]
    public void Half_a_configuration_stops_the_start_and_says_what_is_missing(string named, params string[] settings)
    {
        using var services = Services([.. settings.Select(setting => setting.Split(':', 2) is [var name, var value] ? (name, value) : default)]);

        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("key-7", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => Services(_ => { }, settings);

    private static ServiceProvider Services(Action<IServiceCollection> register, params (string Name, string Value)[] settings)
    {
        var values = settings.Append(("Enabled", "true")).ToDictionary(setting => $"{ChatScoringOptions.SectionName}:{setting.Item1}", setting => (string?)setting.Item2);
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).AddScoring();
        register(services);
        return services.BuildServiceProvider();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static string Text(JsonElement content) => content.ValueKind is JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;

    private string Address() => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        _asked.Add((request.Headers.Authorization, (await JsonDocument.ParseAsync(request.Body)).RootElement.Clone()));
        if (_status != StatusCodes.Status200OK) return Results.StatusCode(_status);
        const string Answer = """
            {"scorable":true,"results":3,"relationships":2.5,"depth":2,"neglected":[],"risks":[],"gains":[],
             "practiced":[{"code":"communication","quote":"listened to what went wrong","confidence":0.9},{"code":"leadership","quote":"led everybody","confidence":0.9}]}
            """;
        return Results.Json(new
        {
            id = "1",
            @object = "chat.completion",
            created = 1,
            model = "small-1",
            choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Answer } } },
            usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
        });
    }
}
