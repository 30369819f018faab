using BalancePipeline.Api.Routing;
using BalancePipeline.Scoring;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.PersonPages;

/// <summary>"That's not what I meant": a person takes a label out of a score of theirs, or puts it back.</summary>
internal static class PersonCorrections
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonCorrection", "POST", "me/{token}/corrections", RouteAccess.Open, CorrectAsync),
    ];

    private static async Task<IResult> CorrectAsync(
        string token, IFormCollection form, PersonAccess access, ScoreCorrecting correcting, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        if (!long.TryParse(form["reply"], out var reply) || !Enum.TryParse<LabelKind>(form["kind"], out var kind)) return PersonPage.Back(token, "");
        var code = form["code"].ToString();
        if (form.ContainsKey("back")) await correcting.PutBackAsync(person.Id, reply, kind, code, cancellationToken);
        else await correcting.TakeOutAsync(person.Id, reply, kind, code, cancellationToken);
        return PersonPage.Back(token, form.ContainsKey("back") ? "saved" : "corrected", $"#reply-{reply}");
    }
}
