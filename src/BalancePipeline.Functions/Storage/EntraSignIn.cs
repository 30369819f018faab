using Azure.Core;
using BalancePipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Functions.Storage;

/// <summary>Signs in to PostgreSQL with the app's identity: a fresh token takes the place of a password.</summary>
public static class EntraSignIn
{
    /// <summary>The setting that turns it on.</summary>
    public const string Setting = $"{StorageOptions.SectionName}:EntraSignIn";

    private static readonly TokenRequestContext Scope = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    /// <summary>Adds the sign-in; without the setting, the connection string's password holds.</summary>
    public static IServiceCollection AddEntraSignIn(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().Configure<IConfiguration, TokenCredential>((storage, settings, credential) =>
        {
            if (settings.GetValue<bool>(Setting)) storage.Password = cancellationToken => PasswordAsync(credential, cancellationToken);
        });
        return services;
    }

    private static async ValueTask<string> PasswordAsync(TokenCredential credential, CancellationToken cancellationToken) =>
        (await credential.GetTokenAsync(Scope, cancellationToken)).Token;
}
