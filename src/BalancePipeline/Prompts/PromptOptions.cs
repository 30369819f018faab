using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Prompts;

/// <summary>What people are asked, and how often.</summary>
public sealed class PromptOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Prompts";

    /// <summary>Hours after which a slot, or a mail that could not be sent, is recorded as missed, 1 to 23: nobody wants to be asked in the evening about the morning.</summary>
    [Range(1, 23, ErrorMessage = "Prompts:CatchUpHours must be from 1 to 23.")]
    public int CatchUpHours { get; set; } = 12;

    /// <summary>Mails a minute at most, 1 to 100,000. Stay below what the mail system allows.</summary>
    [Range(1, 100_000, ErrorMessage = "Prompts:SendsPerMinute must be from 1 to 100000.")]
    public int SendsPerMinute { get; set; } = 600;

    /// <summary>Working days until an unanswered prompt gets its one nudge, 0 (never) to 10.</summary>
    [Range(0, 10, ErrorMessage = "Prompts:NudgeAfterWorkingDays must be from 0 (no nudges) to 10.")]
    public int NudgeAfterWorkingDays { get; set; } = 2;

    /// <summary>Unanswered prompts in a row from which a person is asked half as often, 1 to 1,000.</summary>
    [Range(1, 1000, ErrorMessage = "Prompts:HalveAfter must be from 1 to 1000.")]
    public int HalveAfter { get; set; } = 8;

    /// <summary>Unanswered prompts in a row after which a last mail says goodbye; above <see cref="HalveAfter"/>, up to 1,000.</summary>
    [Range(2, 1000, ErrorMessage = "Prompts:SilentAfter must be from 2 to 1000.")]
    public int SilentAfter { get; set; } = 16;

    /// <summary>Weeks after which people are asked about their own earlier words, 0 (never) to 52.</summary>
    [Range(0, 52, ErrorMessage = "Prompts:LookBackWeeks must be from 0 (no look back) to 52.")]
    public int LookBackWeeks { get; set; } = 6;

    /// <summary>The organisation's own prompts (see the README); empty for those of the product alone.</summary>
    public string LibraryFile { get; set; } = "";

    /// <summary>The organisation's own holidays (see the README); empty for those of the product alone.</summary>
    public string HolidayFile { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SilentAfter <= HalveAfter)
            yield return new ValidationResult($"Prompts:SilentAfter ({SilentAfter}) must be above Prompts:HalveAfter ({HalveAfter}).");
        if (Refusal(() => PromptLibrary.Load(LibraryFile)) is { } library) yield return new ValidationResult($"Prompts:LibraryFile: {library}");
        if (Refusal(() => HolidayCalendars.Load(HolidayFile)) is { } holidays) yield return new ValidationResult($"Prompts:HolidayFile: {holidays}");
    }

    private static string? Refusal(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (DataFileException refusal)
        {
            return refusal.Message;
        }
    }
}
