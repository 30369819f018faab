using BalancePipeline.Api.Pages;
using BalancePipeline.Api.Routing;
using BalancePipeline.Email;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BalancePipeline.Api;

/// <summary>The mailbox of everybody, for the embedded host whose mail goes nowhere else. Seen from the machine itself only.</summary>
public static class MailboxPage
{
    private const int Shown = 100;

    /// <summary>The routes that a host adds when its mail goes to the mailbox.</summary>
    public static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("Mailbox", "GET", "mailbox", RouteAccess.Local, ListAsync),
        new("MailboxMail", "GET", "mailbox/{id:long}", RouteAccess.Local, ShowAsync),
        new("MailboxMailBody", "GET", "mailbox/{id:long}/body", RouteAccess.Local, ShowBodyAsync),
        new("MailboxReply", "POST", "mailbox/{id:long}/reply", RouteAccess.Local, ReplyAsync),
    ];

    private static async Task<IResult> ListAsync(string? to, IDbContextFactory<BalanceDb> factory, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var mails = await db.MailboxEmails.AsNoTracking()
            .Where(mail => string.IsNullOrEmpty(to) || mail.Recipient == to)
            .OrderByDescending(mail => mail.SentAt).ThenByDescending(mail => mail.Id).Take(Shown)
            .Select(mail => new MailboxRow(mail.Id, mail.Recipient, mail.Subject, mail.SentAt)).ToListAsync(cancellationToken);
        return new RazorComponentResult<Mailbox>(new { Mails = mails, To = to });
    }

    private static async Task<IResult> ShowAsync(long id, string? outcome, IDbContextFactory<BalanceDb> factory, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, factory, cancellationToken) is not { } mail) return Problems.NotFound();
        using var mime = Read(mail);
        return new RazorComponentResult<MailboxMail>(new
        {
            Mail = new MailboxRow(mail.Id, mail.Recipient, mail.Subject, mail.SentAt),
            Text = mime.TextBody ?? "",
            CanReply = mime.ReplyTo.Count > 0,
            Outcome = outcome,
        });
    }

    private static async Task<IResult> ShowBodyAsync(
        long id, HttpResponse response, IDbContextFactory<BalanceDb> factory, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, factory, cancellationToken) is not { } mail) return Problems.NotFound();
        using var mime = Read(mail);

        // Mails style themselves inline; nothing else in them may run or load.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-top-navigation-by-user-activation; frame-ancestors 'self'";
        return Results.Content(mime.HtmlBody ?? "", "text/html; charset=utf-8");
    }

    /// <summary>Posts the answer as the mail system would, through the same code, and shows the person's page.</summary>
    private static async Task<IResult> ReplyAsync(
        long id, [FromForm] string text, IDbContextFactory<BalanceDb> factory, ReplyIntake intake, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, factory, cancellationToken) is not { } mail) return Problems.NotFound();
        using var mime = Read(mail);
        var form = await ReplyPost.ReadAsync(ReplyPost.Answer(mime, text, clock.GetUtcNow()), cancellationToken);
        var result = await intake.ReceiveAsync(form, cancellationToken);
        return Results.Redirect($"/mailbox/{id}?outcome={Uri.EscapeDataString(result.Rejection?.ToString() ?? result.Command?.ToString() ?? "accepted")}");
    }

    private static async Task<MailboxEmail?> FindAsync(long id, IDbContextFactory<BalanceDb> factory, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.MailboxEmails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, cancellationToken);
    }

    private static MimeMessage Read(MailboxEmail mail) => MimeMessage.Load(new MemoryStream(mail.Mime));
}
