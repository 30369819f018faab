using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Access;

/// <summary>Access tokens of an identity provider (OpenID Connect), e.g. Microsoft Entra ID. Off while there is no issuer.</summary>
public sealed class OpenIdOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "OpenId";

    /// <summary>E.g. <c>https://login.microsoftonline.com/TENANT/v2.0</c>; its keys are found by discovery.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The application that tokens must be made for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Groups and app roles (claims <c>groups</c> and <c>roles</c>) whose members run the product.</summary>
    public IList<string> Administrators { get; init; } = [];

    /// <summary>Groups and app roles by the path of the team that their members may read, with all teams below it.</summary>
    public IDictionary<string, string> Leaders { get; init; } = new Dictionary<string, string>();

    /// <summary>True when tokens of the identity provider are taken.</summary>
    public bool IsOn => Issuer.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn) yield break;
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback))
            yield return new ValidationResult("OpenId:Issuer must be an https address, e.g. 'https://login.microsoftonline.com/TENANT/v2.0'.");
        if (Audience.Length == 0) yield return new ValidationResult("OpenId:Audience is missing; give the application's id, e.g. 'api://balance'.");
    }
}
