using BalancePipeline.Api.Webhooks;
using BalancePipeline.Email;
using BalancePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Functions.Hosting;

/// <summary>What may be left out when trying the product on one's own machine, and not when many people get mail from it.</summary>
internal static class RequiredSettings
{
    private const string Trial = "localhost";

    internal static IServiceCollection AddRequiredSettings(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().Validate(
            options => options.IsPostgreSql,
            "Storage:ConnectionString must name a PostgreSQL server, e.g. 'Host=NAME.postgres.database.azure.com;Database=balance;Username=NAME;SSL Mode=VerifyFull'.");
        services.AddOptions<MailOptions>()
            .Validate(options => !Names(options.FromAddress), "Mail:FromAddress is missing; give an address of a domain that SendGrid may send for, e.g. 'balance@example.org'.")
            .Validate(options => !Names(options.InboundDomain), "Mail:InboundDomain is missing; give the domain whose mail SendGrid posts, e.g. 'reply.example.org'.")
            .Validate(options => options.PublicUrl.StartsWith("https://", StringComparison.Ordinal), "Mail:PublicUrl must be an https address, e.g. 'https://balance.example.org'.");

        // Behind Azure's proxies every caller may look local.
        services.AddOptions<WebhookOptions>().Validate(
            options => !options.AllowUnsigned, "Webhooks:AllowUnsigned is not for Azure; set Webhooks:Secret, e.g. to what 'openssl rand -hex 24' prints.");
        return services;
    }

    private static bool Names(string setting) => setting.Contains(Trial, StringComparison.OrdinalIgnoreCase);
}
