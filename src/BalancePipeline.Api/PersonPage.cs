using BalancePipeline.Api.Pages;
using BalancePipeline.Api.Routing;
using BalancePipeline.Email;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Api;

/// <summary>A person's own page, behind the signed link in every mail: everything of theirs, and of nobody else.</summary>
public static class PersonPage
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonPage", "GET", "me/{token}", RouteAccess.Open, ShowAsync),
        new("UnsubscribePage", "GET", "unsubscribe/{token}", RouteAccess.Open, Confirm),
        new("Unsubscribe", "POST", "unsubscribe/{token}", RouteAccess.Open, UnsubscribeAsync),
    ];

    private static async Task<IResult> ShowAsync(string token, SignedTokens tokens, IDbContextFactory<BalanceDb> factory, CancellationToken cancellationToken)
    {
        if (tokens.Read(TokenPurpose.Page, token) is not { Verdict: TokenVerdict.Valid } reading) return Gone();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Participants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == reading.Subject, cancellationToken) is not { } person) return Gone();

        var answers = await (
            from reply in db.Replies.AsNoTracking()
            join delivery in db.PromptDeliveries on reply.DeliveryId equals delivery.Id
            where reply.ParticipantId == person.Id
            orderby reply.ReceivedAt descending
            select new { reply, delivery.Question }).Take(100).ToListAsync(cancellationToken);
        var ids = answers.ConvertAll(answer => answer.reply.Id);
        var scores = (await db.Scores.AsNoTracking().Where(score => ids.Contains(score.ReplyId)).OrderBy(score => score.Id).ToListAsync(cancellationToken))
            .ToLookup(score => (score.ReplyId, score.Revision));

        return new RazorComponentResult<Person>(new
        {
            Name = person.Name,
            Answers = answers.ConvertAll(answer => new Answer(
                answer.Question, answer.reply.Text, answer.reply.ReceivedAt,
                scores[(answer.reply.Id, answer.reply.Revision)].LastOrDefault()?.ToReplyScore())),
        });
    }

    private static RazorComponentResult<Unsubscribe> Confirm(string token) =>
        new(new { Token = token, Done = false });

    // RFC 8058: a mail program posts here by itself, so there is no login and no second question.
    private static async Task<IResult> UnsubscribeAsync(
        string token, SignedTokens tokens, IDbContextFactory<BalanceDb> factory, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (tokens.Read(TokenPurpose.Unsubscribe, token) is not { Verdict: TokenVerdict.Valid } reading) return Gone();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var person = await db.Participants.SingleOrDefaultAsync(row => row.Id == reading.Subject, cancellationToken);
        if (person is { MayGetMail: true }) person.Unsubscribe(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new RazorComponentResult<Unsubscribe>(new { Token = token, Done = true });
    }

    private static RazorComponentResult<Message> Gone() => new(new
    {
        Title = "This link does not hold",
        Text = "It may be too old, or a piece of it got lost on the way. The newest mail from us has a fresh one.",
    })
    {
        StatusCode = StatusCodes.Status404NotFound,
    };
}
