using System.Security.Cryptography;
using BalancePipeline.Email;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Access;

/// <summary>Lets leaders of the roster in by a link that is mailed to them: it works once, and for a quarter of an hour.</summary>
public sealed partial class SignInLinks(
    IDbContextFactory<BalanceDb> factory, AccessTokens tokens, LeaderMail mail, IEmailSender sender, TimeProvider clock, ILogger<SignInLinks> logger)
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a leader stays signed in.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromHours(12);

    private const int MostAtOnce = 3;
    private const int CodeBytes = 32;

    /// <summary>Notes the request. What it returns goes to <see cref="SendAsync"/> after the answer is out, so that its speed tells nothing.</summary>
    /// <returns>The code to send; null when the address has asked too often within the quarter of an hour.</returns>
    public async Task<string?> RequestAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        var now = clock.GetUtcNow();
        var since = now - Lifetime;
        var address = Normal(email);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.SignInLinks.CountAsync(link => link.Email == address && link.CreatedAt > since, cancellationToken) >= MostAtOnce) return null;

        var code = Base32.Encode(RandomNumberGenerator.GetBytes(CodeBytes));
        db.SignInLinks.Add(new SignInLink { Email = address, Hash = Hash(code), CreatedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return code;
    }

    /// <summary>Mails the link if the address is a leader's; does nothing for any other.</summary>
    /// <param name="email">The address.</param>
    /// <param name="code">The code of the link.</param>
    /// <param name="destination">Where it leads once the leader is in: a local address that was checked.</param>
    /// <param name="cancellationToken">Stops before the mail is sent.</param>
    public async Task SendAsync(string email, string code, string destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        var address = Normal(email);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Leaders.Where(leader => leader.Email == address).MinAsync(leader => (long?)leader.Id, cancellationToken) is not { } leaderId) return;

        // Not tried again: the link would have ended, and whoever waits for it asks once more.
        var result = await sender.SendAsync(mail.SignIn(address, code, destination), cancellationToken);
        Telemetry.Sent("sign-in", result);
        if (result.Failure is { } reason) LogUnsent(logger, leaderId, reason);
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>A token for the session; null when the link is unknown, used, too old, or its address no longer a leader's.</returns>
    public async Task<string?> RedeemAsync(string code, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        var now = clock.GetUtcNow();
        var since = now - Lifetime;
        var hash = Hash(code);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var used = await db.SignInLinks.Where(link => link.Hash == hash && link.UsedAt == null && link.CreatedAt > since)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.UsedAt, now), cancellationToken);
        if (used == 0) return null;

        var email = await db.SignInLinks.Where(link => link.Hash == hash).Select(link => link.Email).SingleAsync(cancellationToken);
        var teams = await db.Leaders.Where(leader => leader.Email == email).Select(leader => leader.TeamId).ToListAsync(cancellationToken);
        return teams.Count == 0 ? null : await tokens.CreateSessionAsync(email, teams, Session, cancellationToken);
    }

    private static string Normal(string email) => email.Trim().ToLowerInvariant();

    private static byte[] Hash(string code) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code));

    [LoggerMessage(LogLevel.Warning, "The sign-in link of right {LeaderId} was not sent: {Reason}")]
    private static partial void LogUnsent(ILogger logger, long leaderId, string reason);
}
