using BalancePipeline.Participants;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>
/// When people are asked: on their own days and at their own time, not on holidays, in pauses or absences, and more rarely when they
/// don't answer.
/// </summary>
public sealed class Cadence(HolidayCalendars holidays, IOptions<PromptOptions> options)
{
    /// <summary>Sets when the person is due next; called after every change that bears on it.</summary>
    public void Reschedule(Participant person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        person.NextDueAt = person.Status is ParticipantStatus.Active ? Next(person, now)?.DueAt : null;
    }

    /// <summary>A person has written: whoever was silent or away is asked again, at the usual pace.</summary>
    public void Heard(Participant person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        person.LastHeardAt = now;
        person.AwayUntil = null;
        if (person.Status is ParticipantStatus.Silent) person.Resume(now);

        // A slot that is due already and not yet planned stays due.
        if (person.NextDueAt is null || person.NextDueAt > now) Reschedule(person, now);
    }

    /// <summary>The first slot after a moment on which the person can be asked; null when there is none within a year, pauses aside.</summary>
    public DueSlot? Next(Participant person, DateTimeOffset after)
    {
        ArgumentNullException.ThrowIfNull(person);
        var region = holidays.RegionOf(person);
        var from = person.AwayUntil > after ? person.AwayUntil.Value : after;

        // A pause may be longer than the search looks ahead: then it begins again after the pause.
        return Open(from) ?? (PauseEnd(person) is { } end && end > from ? Open(end) : null);

        DueSlot? Open(DateTimeOffset after) => Schedule.Next(
            person.Days, person.LocalTime, person.TimeZone, after,
            day => person.IsPausedOn(day) || (region is not null && holidays.NameOn(region, day) is not null));
    }

    /// <summary>The end of the person's pause; null for none, or for a pause without an end, as is one until the last years of the calendar.</summary>
    internal static DateTimeOffset? PauseEnd(Participant person) => person.PausedUntil is { Year: < 9000 } last
        ? Schedule.At(last, TimeOnly.MaxValue, person.TimeZone)
        : null;

    /// <summary>The slot after one that was planned: the next, or the one after it when the person has not answered for a while.</summary>
    /// <param name="person">The person.</param>
    /// <param name="after">The slot that was planned.</param>
    /// <param name="unanswered">Prompts in a row that were not answered.</param>
    public DueSlot? Following(Participant person, DateTimeOffset after, int unanswered)
    {
        var next = Next(person, after);
        return next is not null && unanswered >= options.Value.HalveAfter ? Next(person, next.DueAt) : next;
    }

    /// <summary>True when the person can't be asked at that moment: a pause or an absence came up since it was planned.</summary>
    public static bool IsOff(Participant person, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.AwayUntil > moment || person.IsPausedOn(Schedule.LocalDay(moment, person.TimeZone));
    }

    /// <summary>When an unanswered prompt gets its nudge: so many working days later at the person's time. Null when there are no nudges.</summary>
    public DateTimeOffset? NudgeAt(Participant person, DateTimeOffset dueAt)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (options.Value.NudgeAfterWorkingDays == 0) return null;
        var day = Schedule.LocalDay(dueAt, person.TimeZone);
        for (var left = options.Value.NudgeAfterWorkingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(person, day)) left--;
        }

        return Schedule.At(day, person.LocalTime, person.TimeZone);
    }

    /// <summary>When a nudge comes that an absence put off: on the first working day after the absence at the person's time.</summary>
    public DateTimeOffset NudgeAfterAbsence(Participant person, DateTimeOffset awayUntil)
    {
        ArgumentNullException.ThrowIfNull(person);
        var day = Schedule.LocalDay(awayUntil, person.TimeZone);
        while (!IsWorkingDay(person, day) || Schedule.At(day, person.LocalTime, person.TimeZone) < awayUntil) day = day.AddDays(1);
        return Schedule.At(day, person.LocalTime, person.TimeZone);
    }

    private bool IsWorkingDay(Participant person, DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && holidays.NameOn(person, day) is null;
}
