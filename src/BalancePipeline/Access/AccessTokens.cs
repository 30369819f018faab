using System.Security.Cryptography;
using System.Text;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Access;

/// <summary>Makes and recognises bearer tokens.</summary>
public sealed class AccessTokens(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    private const int SecretBytes = 32;

    /// <summary>Makes a token. It is shown this once; only its hash is kept.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="role">What its bearer may do.</param>
    /// <param name="teamIds">For a leader, the teams that may be read with all below them; otherwise empty.</param>
    /// <param name="lifetime">How long it holds; null for as long as it is not withdrawn.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<string> CreateAsync(
        string name, AccessRole role, IReadOnlyList<long> teamIds, TimeSpan? lifetime, CancellationToken cancellationToken = default)
    {
        var token = "bal_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.AccessTokens.Add(new AccessToken
        {
            Hash = Hash(token),
            Name = name,
            Role = role,
            TeamIds = teamIds,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>What the bearer of a token may do now; null when it is unknown, expired or withdrawn.</summary>
    public async Task<AccessGrant?> FindAsync(string token, CancellationToken cancellationToken = default)
    {
        var hash = Hash(token);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.AccessTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        return found is null || found.RevokedAt is not null || found.ExpiresAt <= now
            ? null
            : new AccessGrant(found.Id, found.Role, found.TeamIds);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>What a caller may do.</summary>
/// <param name="TokenId">The token that says so.</param>
/// <param name="Role">Leader or administrator.</param>
/// <param name="TeamIds">For a leader: teams that may be read, each with all below it.</param>
public sealed record AccessGrant(long TokenId, AccessRole Role, IReadOnlyList<long> TeamIds);
