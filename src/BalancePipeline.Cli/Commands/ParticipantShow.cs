using System.CommandLine;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance participant show</c>: why a person gets prompts when they do. Not what they wrote, nor whether.</summary>
internal static class ParticipantShow
{
    private const int LatestShown = 10;

    internal static Command Create()
    {
        var person = HostOptions.Person();
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("show", "Show a person's settings, status, next prompt and latest sends.") { person, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var view = await ReadAsync(app, call.GetRequiredValue(person), cancellationToken);
            if (call.GetValue(json)) return Terminal.WriteJson(view);
            Write(view);
            return 0;
        });
        return command;
    }

    private static async Task<ParticipantView> ReadAsync(WebApplication app, string text, CancellationToken cancellationToken)
    {
        await using var db = await app.OpenDbAsync(cancellationToken);
        var person = await db.FindPersonAsync(text, cancellationToken);
        var team = await db.Teams.Where(row => row.Id == person.TeamId).Select(row => row.Path).SingleAsync(cancellationToken);
        var sends = await db.PromptDeliveries.Where(row => row.ParticipantId == person.Id).OrderByDescending(row => row.Id).Take(LatestShown)
            .Select(row => new SendView(row.Id, row.Slot, row.Kind, row.State, row.SentAt, row.Failure)).ToListAsync(cancellationToken);
        return new ParticipantView(
            person.Id, person.Email, person.Name, team, person.Status, person.StatusReason, person.StatusSince,
            person.TimeZone, person.Days.Format(), person.LocalTime, person.Locale, app.Get<HolidayCalendars>().RegionOf(person) ?? HolidayCalendars.None,
            person.OwnChoices, person.PausedFrom, person.PausedUntil, person.AwayUntil,
            person.NextDueAt is { } next ? Schedule.SlotAt(next, person.TimeZone) : null, sends);
    }

    private static void Write(ParticipantView view)
    {
        Console.WriteLine($"{view.Id}  {view.Email}  {view.Name}  in {view.Team}");
        Console.WriteLine($"Status: {view.Status}{(view.StatusReason is { } reason ? $" since {view.StatusSince:u}: {reason}" : "")}");
        Console.WriteLine($"Asked: {view.Days} at {view.LocalTime:HH:mm} {view.TimeZone}, in '{view.Locale}', holidays of {view.Region}");
        Console.WriteLine($"Chosen by the person: {view.OwnChoices}");
        if (view.PausedFrom is { } from) Console.WriteLine($"Paused from {from:yyyy-MM-dd} {(view.PausedUntil is { } until ? $"to {until:yyyy-MM-dd}" : "until resumed")}");
        if (view.AwayUntil is { } away) Console.WriteLine($"Away until {away:u}");
        Console.WriteLine($"Next prompt: {view.NextSlot ?? "none"}");
        Terminal.WriteTable("Latest prompts", ["delivery", "slot", "kind", "state", "failure"], view.Sends.Select(send => new[]
        {
            $"{send.Id}", send.Slot, $"{send.Kind}", $"{send.State}", send.Failure ?? "-",
        }));
    }

    private sealed record ParticipantView(
        long Id, string Email, string Name, string Team, ParticipantStatus Status, string? StatusReason, DateTimeOffset? StatusSince,
        string TimeZone, string Days, TimeOnly LocalTime, string Locale, string Region,
        OwnChoices OwnChoices, DateOnly? PausedFrom, DateOnly? PausedUntil, DateTimeOffset? AwayUntil, string? NextSlot, IReadOnlyList<SendView> Sends);

    private sealed record SendView(
        long Id, string Slot, DeliveryKind Kind, DeliveryState State, DateTimeOffset? SentAt, string? Failure);
}
