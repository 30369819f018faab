using BalancePipeline.Api.Pages.People;
using BalancePipeline.Api.Routing;
using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Receipts;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Api.PersonPages;

/// <summary>A person takes everything of theirs with them, or has it erased.</summary>
internal static partial class PersonData
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonExportJson", "GET", "me/{token}/export.json", RouteAccess.Open, ExportJsonAsync),
        new("PersonExportCsv", "GET", "me/{token}/export.csv", RouteAccess.Open, ExportCsvAsync),
        new("PersonErasePage", "GET", "me/{token}/erase", RouteAccess.Open, ConfirmAsync),
        new("PersonErase", "POST", "me/{token}/erase", RouteAccess.Open, EraseAsync),
    ];

    private static Task<IResult> ExportJsonAsync(string token, PersonAccess access, ParticipantExport export, CancellationToken cancellationToken) =>
        ExportAsync(token, access, export, "application/json", "balance.json", ParticipantExport.WriteJsonAsync, cancellationToken);

    private static Task<IResult> ExportCsvAsync(string token, PersonAccess access, ParticipantExport export, CancellationToken cancellationToken) =>
        ExportAsync(token, access, export, "text/csv; charset=utf-8", "balance.csv", ParticipantExport.WriteCsvAsync, cancellationToken);

    private static async Task<IResult> ExportAsync(
        string token, PersonAccess access, ParticipantExport export, string type, string name,
        Func<PersonalData, Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        if (await export.ReadAsync(person.Id, cancellationToken) is not { } data) return PersonAccess.Gone();
        var file = new MemoryStream();
        await write(data, file, cancellationToken);
        return Results.File(file.ToArray(), type, name);
    }

    private static async Task<IResult> ConfirmAsync(string token, PersonAccess access, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        return new RazorComponentResult<ErasePage>(new { Words = Words.For(person.Locale), Token = token });
    }

    private static async Task<IResult> EraseAsync(
        string token, PersonAccess access, ParticipantErasure erasure, ReceiptMail mail, IEmailSender sender, TimeProvider clock,
        ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        if (await erasure.EraseAsync(person.Id, cancellationToken) is not { } receipt) return PersonAccess.Gone();

        // Nothing of the person is left to try again from: the page is the receipt, and the mail a copy.
        var copy = mail.ComposeErased(person, receipt.Replies, clock.GetUtcNow());
        if (person.Status is not ParticipantStatus.Undeliverable && !await IsSentAsync(sender, copy, cancellationToken))
            LogUnsent(loggers.CreateLogger("BalancePipeline.Api.PersonPages.PersonData"), person.Id);
        var words = Words.For(person.Locale);
        return new RazorComponentResult<PersonMessage>(new
        {
            Words = words,
            Title = words["notice.erased.subject"],
            Text = words.Format("notice.erased.text", receipt.Replies, words.Moment(clock.GetUtcNow())),
        });
    }

    // Whatever becomes of the copy, the person is erased, and must be told so.
    private static async Task<bool> IsSentAsync(IEmailSender sender, OutgoingEmail copy, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(copy, cancellationToken) is SendResult.Sent;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The copy of the erasure receipt of participant {ParticipantId} could not be sent")]
    private static partial void LogUnsent(ILogger logger, long participantId);
}
