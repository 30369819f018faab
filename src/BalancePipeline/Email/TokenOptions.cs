using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Email;

/// <summary>The keys that sign what people get by mail.</summary>
public sealed class TokenOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Tokens";

    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Keys of 32 bytes in base64. The first signs, all of them verify: to rotate, put the new one in front.</summary>
    public IList<string> Keys { get; init; } = [];

    /// <summary>For how many days a prompt can be answered, 1 to 365.</summary>
    [Range(1, 365, ErrorMessage = "Tokens:ReplyDays must be from 1 to 365.")]
    public int ReplyDays { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys.Count == 0) yield return new ValidationResult("Tokens:Keys:0 is missing; make one with 'openssl rand -base64 32'.");
        foreach (var (index, key) in Keys.Index())
        {
            var bytes = new byte[KeyBytes + 1];
            if (!Convert.TryFromBase64String(key, bytes, out var written) || written != KeyBytes)
                yield return new ValidationResult($"Tokens:Keys:{index} must be {KeyBytes} bytes in base64; make one with 'openssl rand -base64 32'.");
        }
    }
}
