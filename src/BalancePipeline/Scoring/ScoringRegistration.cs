using BalancePipeline.Scoring.Chat;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Scoring;

/// <summary>Registers scoring.</summary>
public static class ScoringRegistration
{
    /// <summary>
    /// Adds the embedded scorer; where it is enabled, the language-model scorer stands before it. It asks the <see cref="IChatClient"/> that
    /// the host registered, or else the model named in the settings.
    /// </summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptions<ChatScoringOptions>().BindConfiguration(ChatScoringOptions.SectionName).ValidateDataAnnotations()
            .Validate<IServiceProviderIsService>(
                (options, registered) => !options.Enabled || options.Model.Length > 0 || registered.IsService(typeof(IChatClient)),
                "Scoring:Chat:Model is missing; name the model to ask, or set Scoring:Chat:Enabled to false.")
            .ValidateOnStart();
        services.AddOptions<EmbeddedScoringOptions>().BindConfiguration(EmbeddedScoringOptions.SectionName);
        services.AddSingleton(provider => new EmbeddedReplyScorer(provider.GetRequiredService<IOptions<EmbeddedScoringOptions>>().Value.Quick));
        services.AddSingleton<IReplyScorer>(provider => provider.GetRequiredService<IOptions<ChatScoringOptions>>().Value is { Enabled: true } options
            ? ActivatorUtilities.CreateInstance<ChatReplyScorer>(provider, provider.GetService<IChatClient>() ?? ConfiguredChatClient.Create(options))
            : provider.GetRequiredService<EmbeddedReplyScorer>());
        return services;
    }
}
