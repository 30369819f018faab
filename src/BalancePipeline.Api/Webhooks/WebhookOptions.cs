using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace BalancePipeline.Api.Webhooks;

/// <summary>How posts of the mail system prove where they come from.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Webhooks";

    private const int ShortestSecret = 20;

    /// <summary>The public key of SendGrid's Inbound Parse security policy, in base64; empty for none.</summary>
    public string InboundPublicKey { get; set; } = "";

    /// <summary>The public key of SendGrid's Event Webhook, in base64; empty for none.</summary>
    public string EventsPublicKey { get; set; } = "";

    /// <summary>The last part of the webhooks' addresses where there is no key, 20 characters or more; empty for none.</summary>
    public string Secret { get; set; } = "";

    /// <summary>
    /// Minutes that a signature holds before or after its time, 1 to 4320. SendGrid posts again for three days, and nothing says that it
    /// signs anew. Whatever comes twice within that time is recognised and counts once.
    /// </summary>
    [Range(1, 4320, ErrorMessage = "Webhooks:ReplayMinutes must be from 1 to 4320; 4320, three days, is the usual number.")]
    public int ReplayMinutes { get; set; } = 4320;

    /// <summary>The largest mail that is taken, in megabytes, 1 to 100.</summary>
    [Range(1, 100, ErrorMessage = "Webhooks:MaximumMegabytes must be from 1 to 100; SendGrid posts up to 30.")]
    public int MaximumMegabytes { get; set; } = 30;

    /// <summary>True to take posts from the machine itself with neither key nor secret: for trying and developing.</summary>
    public bool AllowUnsigned { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (InboundPublicKey.Length == 0 && Secret.Length == 0 && !AllowUnsigned)
        {
            yield return new ValidationResult(
                "Webhooks:InboundPublicKey or Webhooks:Secret is missing: anybody could post replies. Give the public key of SendGrid's Inbound Parse "
                + "security policy, or a secret made with 'openssl rand -hex 24' that ends the address SendGrid posts to.");
        }

        if (Secret.Length is > 0 and < ShortestSecret || Secret.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            yield return new ValidationResult(
                $"Webhooks:Secret must be {ShortestSecret} or more letters, digits, '-' and '_'; make one with 'openssl rand -hex 24'.");
        }

        foreach (var (name, key) in new[] { (nameof(InboundPublicKey), InboundPublicKey), (nameof(EventsPublicKey), EventsPublicKey) })
        {
            if (key.Length > 0 && !IsPublicKey(key))
                yield return new ValidationResult($"Webhooks:{name} is not an ECDSA P-256 public key in base64; copy it whole from SendGrid's settings.");
        }
    }

    private static bool IsPublicKey(string key)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            return ecdsa.KeySize == 256;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
