using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BalancePipeline.Tests.Builders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BalancePipeline.Tests.Access;

/// <summary>An identity provider on the loopback publishes its keys; tokens of it, and of others, are tried.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private WebApplication _provider = null!;
    private TestStory _story = null!;
    private string _issuer = "";
    private long _team;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = _issuer, jwks_uri = $"{_issuer}/keys" }));
        _provider.MapGet("/keys", () => Results.Text(Keys(), "application/json"));
        await _provider.StartAsync();
        _issuer = _provider.Urls.First();
        _story = await TestStory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["OpenId:Issuer"] = _issuer,
            ["OpenId:Audience"] = "api://balance",
            ["OpenId:Administrators:0"] = "operators",
            ["OpenId:Leaders:sales-leads"] = "Sales",
        });
        _team = (await new WrittenWeeks(_story).TeamAsync("Sales")).Id;
    }

    public async Task DisposeAsync()
    {
        await _story.DisposeAsync();
        await _provider.DisposeAsync();
        _key.Rsa.Dispose();
    }

    [Theory]
    [InlineData("sales-leads", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("operators", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("gardeners", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    public async Task A_group_of_the_provider_opens_what_the_settings_say(string group, HttpStatusCode team, HttpStatusCode everybody)
    {
        var token = Token(_issuer, "api://balance", _key, group);

        Assert.Equal(team, await StatusAsync($"/api/v1/teams/{_team}", token));
        Assert.Equal(everybody, await StatusAsync("/api/v1/organization/insights", token));
    }

    [Fact]
    public async Task A_token_of_another_issuer_audience_key_or_time_opens_nothing()
    {
        using var foreign = RSA.Create(2048);
        string[] tokens =
        [
            Token("https://evil.example", "api://balance", _key, "operators"),
            Token(_issuer, "api://other", _key, "operators"),
            Token(_issuer, "api://balance", new RsaSecurityKey(foreign) { KeyId = "one" }, "operators"),
            Token(_issuer, "api://balance", _key, "operators", hours: -2),
            Unsigned(),
        ];

        foreach (var token in tokens) Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/v1/teams", token));
    }

    private string Token(string issuer, string audience, RsaSecurityKey key, string group, int hours = 1)
    {
        var now = _story.Clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddHours(hours - 2),
            Expires = now.AddHours(hours),
            Claims = new Dictionary<string, object> { ["groups"] = new[] { group }, ["oid"] = "somebody" },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private string Unsigned() => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(JsonSerializer.Serialize(new
    {
        iss = _issuer,
        aud = "api://balance",
        groups = new[] { "operators" },
        exp = _story.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
    }));

    private string Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig", alg = "RS256" } } });
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string token)
    {
        using var response = await _story.CallAsync(path, token);
        return response.StatusCode;
    }
}
