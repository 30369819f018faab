using BalancePipeline.Insights;

namespace BalancePipeline.Participants;

/// <summary>A person who is asked.</summary>
public sealed class Participant
{
    /// <summary>Identifies the person in logs, traces and messages.</summary>
    public long Id { get; init; }

    /// <summary>Where prompts go; lower case, unique.</summary>
    public required string Email { get; set; }

    /// <summary>How mails address the person; may be empty.</summary>
    public required string Name { get; set; }

    /// <summary>The team the person is in now.</summary>
    public long TeamId { get; private set; }

    /// <summary>Monday of the ISO week (UTC) in which the person came to the team, or came back.</summary>
    public DateOnly TeamSince { get; private set; }

    /// <summary>The team in which the person was when that week began: a week that is released late counts them there. Null for none.</summary>
    public long? FormerTeamId { get; private set; }

    /// <summary>IANA name, e.g. <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The weekdays on which the person is asked.</summary>
    public Weekdays Days { get; set; }

    /// <summary>The local time at which the person is asked.</summary>
    public TimeOnly LocalTime { get; set; }

    /// <summary>Language of the mails (BCP 47), e.g. <c>de</c>.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>Region of the holidays, e.g. <c>DE-BY</c>; empty to derive it from <see cref="Locale"/> and <see cref="TimeZone"/>, <c>none</c> for no holidays.</summary>
    public string Region { get; set; } = "";

    /// <summary>What the person set themselves; a roster import leaves those settings alone.</summary>
    public OwnChoices OwnChoices { get; set; }

    /// <summary>First local day of a pause; null when none is set.</summary>
    public DateOnly? PausedFrom { get; set; }

    /// <summary>Last local day of a pause; null for no end.</summary>
    public DateOnly? PausedUntil { get; set; }

    /// <summary>When an absence announced by an automatic answer ends; until then there are neither prompts nor nudges.</summary>
    public DateTimeOffset? AwayUntil { get; set; }

    /// <summary>The last reply or change of settings; prompts after it count as unanswered. Null for none since the import.</summary>
    public DateTimeOffset? LastHeardAt { get; set; }

    /// <summary>Whether the person gets prompts, and if not, why.</summary>
    public ParticipantStatus Status { get; private set; }

    /// <summary>Why the status is what it is, in words for the operator; null for an active person.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>Since when the person is not active; null for an active person.</summary>
    public DateTimeOffset? StatusSince { get; private set; }

    /// <summary>What a deactivated person was before, so that coming back to the roster does not undo an unsubscription.</summary>
    public ParticipantStatus? FormerStatus { get; private set; }

    /// <summary>The next slot as a moment; null when none is due. Planning looks at this alone.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>When the person was first imported.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The person belongs to a team from now on; nothing changes for who is in it already.</summary>
    public void Join(long teamId, DateTimeOffset now)
    {
        if (TeamId == teamId) return;
        var week = IsoWeek.MondayOf(now);
        if (TeamSince < week) (FormerTeamId, TeamSince) = (TeamId == 0 ? null : TeamId, week);
        TeamId = teamId;
    }

    /// <summary>True when mail may be sent to the person: also the last mail to somebody who has fallen silent.</summary>
    public bool MayGetMail => Status is ParticipantStatus.Active or ParticipantStatus.Silent;

    /// <summary>True while asking for no more prompts changes something: for whoever gets them, and whoever has left the roster and would on coming back.</summary>
    public bool CanUnsubscribe => MayGetMail || (Status is ParticipantStatus.Deactivated && FormerStatus is not ParticipantStatus.Unsubscribed);

    /// <summary>True on a local day of a pause.</summary>
    public bool IsPausedOn(DateOnly day) => PausedFrom <= day && (PausedUntil is null || day <= PausedUntil);

    /// <summary>Pauses from a local day to another, both included; without an end until resumed.</summary>
    public void Pause(DateOnly from, DateOnly? until) => (PausedFrom, PausedUntil) = (from, until);

    /// <summary>The person asked to get no more prompts. Whoever has left the roster is remembered so, should they come back.</summary>
    public void Unsubscribe(DateTimeOffset now)
    {
        if (Status is ParticipantStatus.Deactivated) FormerStatus = ParticipantStatus.Unsubscribed;
        else if (MayGetMail) Leave(ParticipantStatus.Unsubscribed, "Asked not to get any more.", now);
    }

    /// <summary>The address doesn't work, or its owner complained.</summary>
    /// <param name="reason">In words for the operator.</param>
    /// <param name="now">The time of it.</param>
    public void Stop(string reason, DateTimeOffset now) => Leave(ParticipantStatus.Undeliverable, reason, now);

    /// <summary>The person has not answered for long; any reply and any change of settings ends it.</summary>
    public void FallSilent(string reason, DateTimeOffset now) => Leave(ParticipantStatus.Silent, reason, now);

    /// <summary>The person is no longer in the roster.</summary>
    public void Deactivate(DateTimeOffset now)
    {
        if (Status is ParticipantStatus.Deactivated) return;
        FormerStatus = Status;
        Leave(ParticipantStatus.Deactivated, "No longer in the roster.", now);
    }

    /// <summary>The person is in the roster again: active, unless they had unsubscribed or their address had failed before. A pause and an absence stay.</summary>
    public void ComeBack(DateTimeOffset now)
    {
        if (Status is not ParticipantStatus.Deactivated) return;
        var former = FormerStatus;
        BecomeActive(now);
        (TeamSince, FormerTeamId) = (IsoWeek.MondayOf(now), null);
        if (former is ParticipantStatus.Unsubscribed) Unsubscribe(now);
        if (former is ParticipantStatus.Undeliverable) Stop("The address had failed before the person left the roster.", now);
    }

    /// <summary>Active again and no pause. The next slot is the caller's to set.</summary>
    public void Resume(DateTimeOffset now)
    {
        BecomeActive(now);
        (PausedFrom, PausedUntil, AwayUntil) = (null, null, null);
    }

    /// <summary>The person changed their settings: whoever had fallen silent is active again. The next slot is the caller's to set.</summary>
    public void Notice(DateTimeOffset now)
    {
        if (Status is ParticipantStatus.Silent) BecomeActive(now);
        LastHeardAt = now;
    }

    private void BecomeActive(DateTimeOffset now)
    {
        (Status, StatusReason, StatusSince, FormerStatus) = (ParticipantStatus.Active, null, null, null);
        LastHeardAt = now;
    }

    private void Leave(ParticipantStatus status, string reason, DateTimeOffset now)
    {
        (Status, StatusReason, StatusSince) = (status, reason, now);
        NextDueAt = null;
    }
}

/// <summary>Settings that a person has chosen.</summary>
[Flags]
public enum OwnChoices
{
    /// <summary>All as the roster says.</summary>
    None = 0,

    /// <summary>The time zone.</summary>
    TimeZone = 1,

    /// <summary>The weekdays.</summary>
    Days = 2,

    /// <summary>The time of day.</summary>
    LocalTime = 4,

    /// <summary>The language.</summary>
    Locale = 8,

    /// <summary>The region of the holidays.</summary>
    Region = 16,
}

/// <summary>Whether a person gets prompts, and if not, why.</summary>
public enum ParticipantStatus
{
    /// <summary>Gets prompts.</summary>
    Active,

    /// <summary>Asked not to get any more.</summary>
    Unsubscribed,

    /// <summary>The address does not work, or its owner complained.</summary>
    Undeliverable,

    /// <summary>No longer in the roster.</summary>
    Deactivated,

    /// <summary>Has not answered for long, and is left in peace until they write.</summary>
    Silent,
}
