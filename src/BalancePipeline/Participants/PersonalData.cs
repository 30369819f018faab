using BalancePipeline.Email;
using BalancePipeline.Prompts;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;

namespace BalancePipeline.Participants;

/// <summary>Everything that is kept of a person.</summary>
public sealed record PersonalData
{
    /// <summary>When this was read.</summary>
    public DateTimeOffset ExportedAt { get; init; }

    /// <summary>The person's number, by which memberships, logs and the audit log name them.</summary>
    public long Id { get; init; }

    /// <summary>The person's address.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the team.</summary>
    public required string Team { get; init; }

    /// <summary>Monday of the week in which the person came to the team, or came back.</summary>
    public DateOnly TeamSince { get; init; }

    /// <summary>Path of the team in which the person was before; null for none.</summary>
    public string? FormerTeam { get; init; }

    /// <summary>In which team in which weeks, as releases noted it; oldest first.</summary>
    public IReadOnlyList<PersonalTeam> Teams { get; init; } = [];

    /// <summary>Paths of the teams whose insights the person may read.</summary>
    public IReadOnlyList<string> LeaderOf { get; init; } = [];

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Weekdays, e.g. <c>tue thu</c>.</summary>
    public required string Days { get; init; }

    /// <summary>Time of day of the prompts.</summary>
    public TimeOnly LocalTime { get; init; }

    /// <summary>Language of the mails.</summary>
    public required string Locale { get; init; }

    /// <summary>Region of the holidays; empty when it is derived.</summary>
    public required string Region { get; init; }

    /// <summary>What of it the person chose themselves.</summary>
    public OwnChoices OwnChoices { get; init; }

    /// <summary>First day of a pause.</summary>
    public DateOnly? PausedFrom { get; init; }

    /// <summary>Last day of a pause.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>End of an absence.</summary>
    public DateTimeOffset? AwayUntil { get; init; }

    /// <summary>Whether the person gets prompts.</summary>
    public ParticipantStatus Status { get; init; }

    /// <summary>Why not, if not.</summary>
    public string? StatusReason { get; init; }

    /// <summary>Since when not.</summary>
    public DateTimeOffset? StatusSince { get; init; }

    /// <summary>The status before the person left the roster.</summary>
    public ParticipantStatus? FormerStatus { get; init; }

    /// <summary>When the next prompt is due.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The last reply or change of settings.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>When the person was first imported.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was asked, oldest first, with the answers.</summary>
    public IReadOnlyList<PersonalPrompt> Prompts { get; init; } = [];

    /// <summary>Mails that are still kept as they came, besides the replies taken from them.</summary>
    public IReadOnlyList<PersonalMail> Mails { get; init; } = [];

    /// <summary>Other addresses that the person has said are theirs.</summary>
    public IReadOnlyList<PersonalAddress> OtherAddresses { get; init; } = [];

    /// <summary>What was answered to the person.</summary>
    public IReadOnlyList<PersonalReceipt> Receipts { get; init; } = [];

    /// <summary>What the mail system told of mails to the person.</summary>
    public IReadOnlyList<PersonalEvent> MailEvents { get; init; } = [];

    /// <summary>The weekly mails that the person got as a leader.</summary>
    public IReadOnlyList<PersonalDigest> WeeklyMails { get; init; } = [];

    /// <summary>Since when the person wants no weekly mail; null for a person who does.</summary>
    public DateTimeOffset? NoWeeklyMailsSince { get; init; }

    /// <summary>The links by which the person asked to sign in.</summary>
    public IReadOnlyList<PersonalSignIn> SignIns { get; init; } = [];

    /// <summary>The sessions that began so.</summary>
    public IReadOnlyList<PersonalSession> Sessions { get; init; } = [];

    /// <summary>What the audit log holds of the person: which teams they read, and that an operator exported what is theirs.</summary>
    public IReadOnlyList<PersonalNote> AuditLog { get; init; } = [];
}

/// <summary>Another address of the person.</summary>
/// <param name="Email">The address.</param>
/// <param name="AddedAt">When the person said that it is theirs.</param>
public sealed record PersonalAddress(string Email, DateTimeOffset AddedAt);

/// <summary>A weekly mail to a leader.</summary>
/// <param name="Week">Monday of the week it was about.</param>
/// <param name="SentAt">When it was sent, or null.</param>
/// <param name="ProviderId">The mail system's own name for it.</param>
public sealed record PersonalDigest(DateOnly Week, DateTimeOffset? SentAt, string? ProviderId);

/// <summary>A request to sign in.</summary>
/// <param name="AskedAt">When the link was asked for.</param>
/// <param name="UsedAt">When it was used, or null.</param>
public sealed record PersonalSignIn(DateTimeOffset AskedAt, DateTimeOffset? UsedAt);

/// <summary>A time of being signed in.</summary>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="EndedAt">When it was ended, or null.</param>
public sealed record PersonalSession(DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? EndedAt);

/// <summary>An entry of the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">The person, or who did something with what is theirs.</param>
/// <param name="Action">What was done.</param>
/// <param name="Team">Path of the team that it was about; empty for the organisation, null for none.</param>
public sealed record PersonalNote(DateTimeOffset At, string Actor, string Action, string? Team);

/// <summary>A time in a team.</summary>
/// <param name="Path">The team's path today.</param>
/// <param name="FromWeek">Monday of the first week.</param>
/// <param name="UntilWeek">Monday of the first week no longer in it; null while in it.</param>
public sealed record PersonalTeam(string Path, DateOnly FromWeek, DateOnly? UntilWeek);

/// <summary>An answer of ours.</summary>
/// <param name="Kind">What it said.</param>
/// <param name="TipId">The tip it gave, or null.</param>
/// <param name="SentAt">When it was sent, or null.</param>
/// <param name="ProviderId">The mail system's own name for it.</param>
public sealed record PersonalReceipt(ReceiptKind Kind, string? TipId, DateTimeOffset? SentAt, string? ProviderId);

/// <summary>What the mail system told.</summary>
/// <param name="Id">The mail system's own id of it.</param>
/// <param name="Kind">What happened to a mail.</param>
/// <param name="Status">The enhanced status code (RFC 3463), or null.</param>
/// <param name="OccurredAt">When.</param>
public sealed record PersonalEvent(string Id, MailEventKind Kind, string? Status, DateTimeOffset OccurredAt);

/// <summary>A mail that is kept as it came.</summary>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Rejection">Why it was not accepted as a reply, or null.</param>
/// <param name="Command">What it asked for in place of answering, or null.</param>
/// <param name="Subject">The subject line; null for a mail that somebody else wrote.</param>
/// <param name="Text">The mail's text as it came, or its HTML where it has no text; null for a mail that somebody else wrote.</param>
public sealed record PersonalMail(DateTimeOffset ReceivedAt, ReplyRejection? Rejection, ReplyCommandKind? Command, string? Subject, string? Text);

/// <summary>What a person was asked.</summary>
/// <param name="Slot">Local date and time.</param>
/// <param name="Kind">What sort of mail it was.</param>
/// <param name="Question">The question.</param>
/// <param name="Practice">The practice it is tied to.</param>
/// <param name="State">How far it came.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="ProviderId">The mail system's own name for the mail.</param>
/// <param name="Failure">Why it was not sent, or null.</param>
/// <param name="NudgedAt">When its nudge was sent.</param>
/// <param name="NudgeProviderId">The mail system's own name for the nudge.</param>
/// <param name="MetAbsence">True when an automatic answer said that the person was away.</param>
/// <param name="Replies">The answers.</param>
public sealed record PersonalPrompt(
    string Slot, DeliveryKind Kind, string Question, string Practice, DeliveryState State, DateTimeOffset? SentAt, string? ProviderId, string? Failure,
    DateTimeOffset? NudgedAt, string? NudgeProviderId, bool MetAbsence, IReadOnlyList<PersonalReply> Replies);

/// <summary>What a person wrote.</summary>
/// <param name="Text">The words.</param>
/// <param name="ReceivedAt">When they arrived.</param>
/// <param name="Week">Monday of the week in which they count.</param>
/// <param name="Team">The team in which they count.</param>
/// <param name="Attachments">Attachments that came with them and were dropped.</param>
/// <param name="Scores">Every score of them, oldest first, as the scorer gave it.</param>
/// <param name="TakenOut">Labels that the person took out.</param>
public sealed record PersonalReply(
    string Text, DateTimeOffset ReceivedAt, DateOnly Week, string Team, int Attachments, IReadOnlyList<PersonalScore> Scores, IReadOnlyList<PersonalCorrection> TakenOut);

/// <summary>A label that the person took out: "that's not what I meant".</summary>
/// <param name="Kind">The label's kind.</param>
/// <param name="Code">The label's code.</param>
/// <param name="Words">The words that had led to it.</param>
/// <param name="CorrectedAt">When.</param>
public sealed record PersonalCorrection(LabelKind Kind, string Code, string Words, DateTimeOffset CorrectedAt);

/// <summary>A score of what a person wrote.</summary>
/// <param name="ScorerVersion">The scorer.</param>
/// <param name="ScoredAt">When.</param>
/// <param name="Reason">Why it could not be scored, or null.</param>
/// <param name="Results">0 to 4.</param>
/// <param name="Relationships">0 to 4.</param>
/// <param name="Depth">0 to 3.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Labels">The labels with their evidence.</param>
public sealed record PersonalScore(
    string ScorerVersion, DateTimeOffset ScoredAt, NotScorable? Reason, double Results, double Relationships, double Depth, double Confidence, IReadOnlyList<ScoreLabel> Labels)
{
    internal static PersonalScore Of(Score score) => new(
        score.ScorerVersion, score.ScoredAt, score.Reason, score.Results, score.Relationships, score.Depth, score.Confidence, score.Labels);
}
