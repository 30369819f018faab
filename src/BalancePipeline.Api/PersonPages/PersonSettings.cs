using System.Globalization;
using BalancePipeline.Api.Pages.People;
using BalancePipeline.Api.Routing;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Api.PersonPages;

/// <summary>What a person changes on their page: when they are asked, pauses, the end of it, their other addresses.</summary>
internal static class PersonSettings
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonSettings", "POST", "me/{token}/settings", RouteAccess.Open, SaveAsync),
        new("PersonPause", "POST", "me/{token}/pause", RouteAccess.Open, PauseAsync),
        new("PersonResume", "POST", "me/{token}/resume", RouteAccess.Open, ResumeAsync),
        new("PersonStop", "POST", "me/{token}/stop", RouteAccess.Open, StopAsync),
        new("PersonAddress", "POST", "me/{token}/addresses", RouteAccess.Open, AddAddressAsync),
    ];

    private static async Task<IResult> SaveAsync(
        string token, IFormCollection form, PersonAccess access, PersonReader reader, Cadence cadence, HolidayCalendars holidays, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        var input = SettingsInput.Of(form);
        if (input.Refusal(person, holidays) is { } refusal)
            return Refused((await reader.ReadAsync(db, person, token, cancellationToken)) with { Settings = input, Error = refusal });

        input.ApplyTo(person);
        Noticed(person, cadence, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return PersonPage.Back(token, "saved");
    }

    private static async Task<IResult> PauseAsync(
        string token, IFormCollection form, PersonAccess access, PersonReader reader, Cadence cadence, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        var now = clock.GetUtcNow();
        var today = Schedule.LocalDay(now, person.TimeZone);
        var from = Day(form["from"]) ?? today;
        var until = Day(form["until"]);
        if (until < from || until < today || from > today.AddYears(1))
            return Refused((await reader.ReadAsync(db, person, token, cancellationToken)) with { Error = "page.error-pause" });

        person.Pause(from, until);
        Noticed(person, cadence, now);
        await db.SaveChangesAsync(cancellationToken);
        return PersonPage.Back(token, "saved");
    }

    private static async Task<IResult> ResumeAsync(string token, PersonAccess access, Cadence cadence, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();

        // Who has left the roster is asked again when the roster says so.
        if (person.Status is ParticipantStatus.Deactivated) return PersonPage.Back(token, "");
        person.Resume(clock.GetUtcNow());
        cadence.Reschedule(person, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return PersonPage.Back(token, "resumed");
    }

    private static async Task<IResult> StopAsync(string token, PersonAccess access, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        person.Unsubscribe(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return PersonPage.Back(token, "stopped");
    }

    /// <summary>Takes another address as the person's, but only one that has answered their questions; what it sent is judged again.</summary>
    private static async Task<IResult> AddAddressAsync(
        string token, IFormCollection form, PersonAccess access, PersonReader reader, ReplyIntake intake, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        var view = await reader.ReadAsync(db, person, token, cancellationToken);
        var address = form["address"].ToString();
        if (!view.OtherAddresses.Contains(address)) return PersonPage.Back(token, "");
        if (!await db.SenderAliases.AnyAsync(row => row.ParticipantId == person.Id && row.Email == address, cancellationToken))
            db.SenderAliases.Add(new SenderAlias { ParticipantId = person.Id, Email = address, AddedAt = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // The button was pressed twice at once: it is the person's already.
        }

        await intake.TakeAgainAsync(person.Id, cancellationToken);
        return PersonPage.Back(token, "added");
    }

    /// <summary>A change of settings is a sign of life, and moves the next question.</summary>
    private static void Noticed(Participant person, Cadence cadence, DateTimeOffset now)
    {
        person.Notice(now);
        cadence.Reschedule(person, now);
    }

    private static RazorComponentResult<PersonHome> Refused(PersonView view) => new(new { View = view })
    {
        StatusCode = StatusCodes.Status422UnprocessableEntity,
    };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
