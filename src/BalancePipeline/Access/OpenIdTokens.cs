using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BalancePipeline.Access;

/// <summary>Recognises access tokens of the identity provider: signature by the keys it publishes, issuer, audience and time.</summary>
public sealed class OpenIdTokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly IDbContextFactory<BalanceDb> _factory;
    private readonly OpenIdOptions _options;
    private readonly TimeProvider _clock;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _parameters;

    /// <summary>Tokens of the issuer of the settings.</summary>
    public OpenIdTokens(IDbContextFactory<BalanceDb> factory, IOptions<OpenIdOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_factory, _options, _clock) = (factory, options.Value, clock);
        _parameters = new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer,
            ValidAudience = _options.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            LifetimeValidator = IsInTime,
            ConfigurationManager = _options.IsOn ? Discovery(_options) : null,
        };
    }

    /// <summary>What the bearer may do; null when the token does not hold, or its bearer is in no group that may do anything.</summary>
    public async Task<AccessGrant?> FindAsync(string token, CancellationToken cancellationToken = default)
    {
        if (!_options.IsOn || !_handler.CanReadToken(token)) return null;
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid) return null;

        var identity = result.ClaimsIdentity;
        var groups = identity.Claims.Where(claim => claim.Type is "groups" or "roles").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var name = identity.FindFirst("preferred_username")?.Value ?? identity.FindFirst("oid")?.Value ?? identity.FindFirst("sub")?.Value ?? "OpenID";
        if (_options.Administrators.Any(groups.Contains)) return new AccessGrant(0, AccessRole.Administrator, [], name);

        var paths = _options.Leaders.Where(leader => groups.Contains(leader.Key)).Select(leader => leader.Value).ToList();
        if (paths.Count == 0) return null;
        await using var db = await _factory.CreateDbContextAsync(cancellationToken);
        return new AccessGrant(
            0, AccessRole.Leader, await db.Teams.Where(team => paths.Contains(team.Path)).Select(team => team.Id).ToListAsync(cancellationToken), name);
    }

    private bool IsInTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew);
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Discovery(OpenIdOptions options)
    {
        var issuer = new Uri(options.Issuer);
        return new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{options.Issuer.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !issuer.IsLoopback });
    }
}
