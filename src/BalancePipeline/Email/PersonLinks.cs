using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>The signed links of a person's mails.</summary>
public sealed class PersonLinks(SignedTokens tokens, IOptions<MailOptions> options)
{
    /// <summary>For how many days a link holds.</summary>
    public const int Days = 365;

    /// <summary>The person's own page, in a mail of that moment.</summary>
    public string Page(long personId, DateTimeOffset at) => Link("me", TokenPurpose.Page, personId, at);

    /// <summary>The end of all questions, in a mail of that moment.</summary>
    public string Unsubscribe(long personId, DateTimeOffset at) => Link("unsubscribe", TokenPurpose.Unsubscribe, personId, at);

    private string Link(string page, TokenPurpose purpose, long personId, DateTimeOffset at) =>
        $"{options.Value.PublicUrl.TrimEnd('/')}/{page}/{tokens.Issue(purpose, personId, at.AddDays(Days))}";
}
