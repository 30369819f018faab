using BalancePipeline.Scoring.Chat;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Scoring;

/// <summary>Registers scoring.</summary>
public static class ScoringRegistration
{
    /// <summary>Adds the embedded scorer; the language-model scorer stands before it where it is enabled and a host registered an <see cref="IChatClient"/>.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptions<ChatScoringOptions>().BindConfiguration(ChatScoringOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EmbeddedReplyScorer>();
        services.AddSingleton<IReplyScorer>(provider => provider.GetRequiredService<IOptions<ChatScoringOptions>>().Value.Enabled
            ? ActivatorUtilities.CreateInstance<ChatReplyScorer>(provider, ChatClientOf(provider))
            : provider.GetRequiredService<EmbeddedReplyScorer>());
        return services;
    }

    private static IChatClient ChatClientOf(IServiceProvider provider) => provider.GetService<IChatClient>()
        ?? throw new InvalidOperationException($"{ChatScoringOptions.SectionName}:Enabled is true, but the host registers no chat client. Register an IChatClient, or set it to false.");
}
