using System.Text.Encodings.Web;
using System.Text.Unicode;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<RosterImport>();
        services.AddSingleton<ParticipantErasure>();
        services.AddOptions<PromptOptions>().BindConfiguration(PromptOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => PromptLibrary.Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value.LibraryFile));
        services.AddSingleton(provider => HolidayCalendars.Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value.HolidayFile));
        services.AddSingleton<Cadence>();
        services.AddSingleton<PersonHistories>();
        services.AddSingleton<PromptDispatch>();
        services.AddSingleton<NudgePlanner>();
        services.AddSingleton<NudgeSender>();
        services.AddSingleton<PromptPlanner>();
        services.AddSingleton<PromptMail>();
        services.AddSingleton<PromptSender>();
        services.AddSingleton<ReplyIntake>();
        services.AddScoring();
        services.AddSingleton<ReplyScoring>();
        services.AddSingleton<QueuePump>();
        services.AddSingleton<InsightReleaser>();
        services.AddSingleton<InsightReader>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<TimerRuns>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<StoryTimers>();
        return services;
    }
}
