using BalancePipeline.Email;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SendGrid;

namespace BalancePipeline.Functions.Email;

/// <summary>Registers sending by SendGrid.</summary>
public static class SendGridRegistration
{
    /// <summary>Adds the sender and its settings.</summary>
    public static IServiceCollection AddSendGrid(this IServiceCollection services)
    {
        services.AddOptions<SendGridOptions>().BindConfiguration(SendGridOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient<ISendGridClient, SendGridClient>(Client);
        services.AddSingleton<IEmailSender, SendGridSender>();
        return services;
    }

    private static SendGridClient Client(HttpClient http, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SendGridOptions>>().Value;
        http.Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        return new SendGridClient(http, new SendGridClientOptions { ApiKey = options.ApiKey, Host = options.Endpoint });
    }
}
