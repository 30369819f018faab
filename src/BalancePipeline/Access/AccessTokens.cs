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
        string name, AccessRole role, IReadOnlyList<long> teamIds, TimeSpan? lifetime, CancellationToken cancellationToken = default) =>
        await CreateAsync(name, role, teamIds, lifetime, isSession: false, cancellationToken);

    /// <summary>Makes the token of a leader who signed in.</summary>
    internal Task<string> CreateSessionAsync(string email, IReadOnlyList<long> teamIds, TimeSpan lifetime, CancellationToken cancellationToken) =>
        CreateAsync(email, AccessRole.Leader, teamIds, lifetime, isSession: true, cancellationToken);

    private async Task<string> CreateAsync(
        string name, AccessRole role, IReadOnlyList<long> teamIds, TimeSpan? lifetime, bool isSession, CancellationToken cancellationToken)
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
            IsSession = isSession,
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
        if (found is null || found.RevokedAt is not null || found.ExpiresAt <= now) return null;
        if (!found.IsSession) return new AccessGrant(found.Id, found.Role, found.TeamIds, found.Name);

        // The roster may have taken a right back since its leader signed in.
        var teams = await db.Leaders.Where(leader => leader.Email == found.Name).Select(leader => leader.TeamId).ToListAsync(cancellationToken);
        return teams.Count == 0 ? null : new AccessGrant(found.Id, found.Role, teams, found.Name, IsSession: true);
    }

    /// <summary>Withdraws a token.</summary>
    /// <returns>False when there is none of that number, or it was withdrawn before.</returns>
    public async Task<bool> RevokeAsync(long id, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.AccessTokens.Where(row => row.Id == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(found => found.RevokedAt, now), cancellationToken) == 1;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>What a caller may do.</summary>
/// <param name="TokenId">The token that says so; 0 for one of the identity provider.</param>
/// <param name="Role">Leader or administrator.</param>
/// <param name="TeamIds">For a leader: teams that may be read, each with all below it.</param>
/// <param name="Name">Who the caller is, for the audit log: the token's name, or the leader's address.</param>
/// <param name="IsSession">True for somebody who signed in by mail.</param>
public sealed record AccessGrant(long TokenId, AccessRole Role, IReadOnlyList<long> TeamIds, string Name, bool IsSession = false);
