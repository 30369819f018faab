using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>Registers the composing and sending of mail.</summary>
public static class EmailRegistration
{
    /// <summary>Adds mail, with the sender that the settings name unless the host has added one.</summary>
    public static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.SectionName).ValidateDataAnnotations().ValidateOnStart()
            .Validate(
                mail => mail.Sender is not MailSender.Pickup || mail.PickupFolder.Length > 0,
                "Mail:PickupFolder is missing; give the folder that the mail server empties.");
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.SectionName).ValidateDataAnnotations().ValidateOnStart()
            .Validate<IOptions<MailOptions>>(
                (smtp, mail) => mail.Value.Sender is not MailSender.Smtp || smtp.Host.Length > 0,
                "Smtp:Host is missing; give the mail server's name.");
        services.AddSingleton<SignedTokens>();
        services.AddSingleton<PersonLinks>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailEventIntake>();
        services.AddSingleton<MailCap>();
        services.AddSingleton<SendRetry>();
        services.TryAddSingleton<IEmailSender>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Sender switch
        {
            MailSender.Smtp => ActivatorUtilities.CreateInstance<SmtpSender>(provider),
            MailSender.Pickup => ActivatorUtilities.CreateInstance<PickupSender>(provider),
            _ => ActivatorUtilities.CreateInstance<MailboxSender>(provider),
        });
        return services;
    }
}
