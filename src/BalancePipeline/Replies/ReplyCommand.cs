namespace BalancePipeline.Replies;

/// <summary>What a person asks for in place of answering.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Days">For a pause: its length in days; null for one without an end.</param>
public sealed record ReplyCommand(ReplyCommandKind Kind, int? Days = null);

/// <summary>What a person may ask for in place of answering.</summary>
public enum ReplyCommandKind
{
    /// <summary>No questions for a while.</summary>
    Pause,

    /// <summary>Questions again.</summary>
    Resume,

    /// <summary>No more questions.</summary>
    Stop,

    /// <summary>Everything of theirs erased.</summary>
    Delete,

    /// <summary>The link to their page.</summary>
    Page,
}
