using System.Text.Encodings.Web;
using System.Text.Unicode;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BalancePipeline;

/// <summary>Registers the story. A host adds the ports: a queue and a mail sender.</summary>
public static class Registration
{
    /// <summary>Adds every step of the story, its settings and its storage.</summary>
    public static IServiceCollection AddBalancePipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        // Letters of every script stay readable in what is rendered.
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddStorage();
        services.AddEmail();
        services.AddOptions<InsightOptions>().BindConfiguration(InsightOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<RosterImport>();
        services.AddSingleton(PromptLibrary.Embedded);
        services.AddSingleton<PromptPlanner>();
        services.AddSingleton<PromptMail>();
        services.AddSingleton<PromptSender>();
        services.AddSingleton<ReplyIntake>();
        services.AddSingleton<IReplyScorer, EmbeddedReplyScorer>();
        services.AddSingleton<ReplyScoring>();
        services.AddSingleton<QueuePump>();
        services.AddSingleton<InsightReleaser>();
        services.AddSingleton<InsightReader>();
        services.AddSingleton<AccessTokens>();
        return services;
    }
}
