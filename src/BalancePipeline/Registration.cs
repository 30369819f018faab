using System.Text.Encodings.Web;
using System.Text.Unicode;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
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
        services.AddOptions<RosterOptions>().BindConfiguration(RosterOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<RosterImport>();
        services.AddSingleton<TeamChanges>();
        services.AddSingleton<ParticipantErasure>();
        services.AddSingleton<PersonalMails>();
        services.AddSingleton<ParticipantExport>();
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
        services.AddOptions<InboundOptions>().BindConfiguration(InboundOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Addressees>();
        services.AddSingleton<Consequences>();
        services.AddSingleton<ReplyIntake>();
        services.AddSingleton<ReceiptPlanner>();
        services.AddSingleton<ReceiptMail>();
        services.AddSingleton<ReceiptSender>();
        services.AddScoring();
        services.AddSingleton<ReplyScoring>();
        services.AddSingleton<ScoreCorrecting>();
        services.AddSingleton<Rescoring>();
        services.AddSingleton<QueuePump>();
        services.AddSingleton<InsightReleaser>();
        services.AddSingleton<InsightReader>();
        services.AddSingleton<EditionReleaser>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<LeaderMail>();
        services.AddSingleton<DigestSender>();
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<OpenIdTokens>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<TimerRuns>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<PoisonQueue>();
        services.AddSingleton<OperationsReader>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<StoryTimers>();
        return services;
    }
}
