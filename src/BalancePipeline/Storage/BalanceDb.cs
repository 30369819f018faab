using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Storage;

/// <summary>Everything the story remembers. One model for SQLite and PostgreSQL; the schema itself is plain SQL (<see cref="Migrator"/>).</summary>
public sealed class BalanceDb(DbContextOptions<BalanceDb> options) : DbContext(options)
{
    /// <summary>The teams of the organisation.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>The people asked.</summary>
    public DbSet<Participant> Participants => Set<Participant>();

    /// <summary>Who may read which team.</summary>
    public DbSet<Leader> Leaders => Set<Leader>();

    /// <summary>Prompts planned and sent.</summary>
    public DbSet<PromptDelivery> PromptDeliveries => Set<PromptDelivery>();

    /// <summary>Mails as received.</summary>
    public DbSet<InboundEmail> InboundEmails => Set<InboundEmail>();

    /// <summary>Accepted replies.</summary>
    public DbSet<Reply> Replies => Set<Reply>();

    /// <summary>Scores of replies.</summary>
    public DbSet<Score> Scores => Set<Score>();

    /// <summary>Labels that people took out of their scores.</summary>
    public DbSet<ScoreCorrection> ScoreCorrections => Set<ScoreCorrection>();

    /// <summary>Answers of ours to what people sent.</summary>
    public DbSet<Receipt> Receipts => Set<Receipt>();

    /// <summary>Other addresses that people write from.</summary>
    public DbSet<SenderAlias> SenderAliases => Set<SenderAlias>();

    /// <summary>What the mail system told about our mails.</summary>
    public DbSet<MailEvent> MailEvents => Set<MailEvent>();

    /// <summary>Closed weeks.</summary>
    public DbSet<Release> Releases => Set<Release>();

    /// <summary>What the releases say of each team.</summary>
    public DbSet<ReleasedInsight> ReleasedInsights => Set<ReleasedInsight>();

    /// <summary>Who was in which team when weeks were released.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>The embedded queue.</summary>
    public DbSet<QueueMessage> QueueMessages => Set<QueueMessage>();

    /// <summary>Mails kept for the mailbox page.</summary>
    public DbSet<MailboxEmail> MailboxEmails => Set<MailboxEmail>();

    /// <summary>Bearer tokens, as hashes.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Who read what.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Minimum group sizes as they were seen in the settings.</summary>
    public DbSet<MinimumGroupSize> MinimumGroupSizes => Set<MinimumGroupSize>();

    /// <summary>Requests to sign in by mail.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    /// <summary>Recommendations that leaders took up.</summary>
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    /// <summary>Weekly mails to leaders.</summary>
    public DbSet<Digest> Digests => Set<Digest>();

    /// <summary>Leaders who want no weekly mail.</summary>
    public DbSet<DigestOptOut> DigestOptOuts => Set<DigestOptOut>();

    /// <summary>Last runs of the timers.</summary>
    public DbSet<TimerRun> TimerRuns => Set<TimerRun>();

    /// <summary>True on PostgreSQL, false on SQLite.</summary>
    public bool IsPostgreSql => Database.ProviderName!.StartsWith("Npgsql", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        if (IsPostgreSql) return;

        // SQLite has no moment that sorts; milliseconds do.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Participant>().Property(participant => participant.Days).HasConversion<int>();
        modelBuilder.Entity<Participant>().Property(participant => participant.OwnChoices).HasConversion<int>();
        modelBuilder.Entity<Score>().Property(score => score.Labels).HasConversion<LabelsAsJson, LabelsComparer>();
        modelBuilder.Entity<ReleasedInsight>().HasKey(insight => new { insight.TeamId, insight.Week, insight.Edition });
        modelBuilder.Entity<ReleasedInsight>().Ignore(insight => insight.IsShown);
        modelBuilder.Entity<Membership>().HasKey(membership => new { membership.ParticipantId, membership.FromWeek, membership.TeamId });
        modelBuilder.Entity<MinimumGroupSize>().HasKey(size => size.Since);
        modelBuilder.Entity<FollowUp>().HasKey(followUp => new { followUp.TeamId, followUp.Week });
        modelBuilder.Entity<Digest>().HasKey(digest => new { digest.Email, digest.Week });
        modelBuilder.Entity<DigestOptOut>().HasKey(optOut => optOut.Email);
        modelBuilder.Entity<TimerRun>().HasKey(run => run.Name);
        SnakeCase.Apply(modelBuilder);
    }
}
