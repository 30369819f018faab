using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Scoring.Chat;

/// <summary>Settings of scoring by a language model. Off unless enabled, since replies then leave the machine.</summary>
public sealed class ChatScoringOptions : IValidatableObject
{
    /// <summary>Where the settings stand in configuration.</summary>
    public const string SectionName = "Scoring:Chat";

    /// <summary>True to send replies to a language model. Tell the people asked before you turn it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>The model to ask, e.g. <c>gpt-4.1-mini</c>; empty where a host registers a chat client of its own. It must take a temperature of 0.</summary>
    public string Model { get; set; } = "";

    /// <summary>Where the model answers: any address that speaks OpenAI's chat API, up to and with its <c>/v1</c>.</summary>
    public string Endpoint { get; set; } = "https://api.openai.com/v1";

    /// <summary>The provider's key; a secret. A model on the machine itself needs none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>How long one answer may take before the embedded scorer takes over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Scoring:Chat:Timeout must be from 00:00:01 to 00:05:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls in one UTC day, per process; what comes after is scored by the embedded scorer.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Scoring:Chat:CallsPerDay must be from 1 to 1000000.")]
    public int CallsPerDay { get; set; } = 2000;

    /// <summary>Longer replies, in characters, are scored by the embedded scorer.</summary>
    [Range(100, 100_000, ErrorMessage = "Scoring:Chat:LongestReply must be from 100 to 100000.")]
    public int LongestReply { get; set; } = 6000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enabled || Model.Length == 0) yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) || (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback))
            yield return new ValidationResult("Scoring:Chat:Endpoint must be an https address (http on the machine itself), e.g. 'https://api.openai.com/v1'.");
        else if (ApiKey.Length == 0 && !endpoint.IsLoopback)
            yield return new ValidationResult("Scoring:Chat:ApiKey is missing; give the provider's key, best by environment variable or key vault.");
    }
}
