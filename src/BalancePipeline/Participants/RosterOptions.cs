using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BalancePipeline.Prompts;

namespace BalancePipeline.Participants;

/// <summary>What a roster's empty fields stand for when a person is new.</summary>
public sealed class RosterOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Roster";

    /// <summary>IANA name of the time zone.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Weekdays, e.g. <c>tue thu</c>.</summary>
    public string Days { get; set; } = "tue thu";

    /// <summary>Time of day, e.g. <c>09:00</c>.</summary>
    public string LocalTime { get; set; } = "09:00";

    /// <summary>Language tag of the mails, e.g. <c>en</c> or <c>de-AT</c>.</summary>
    public string Locale { get; set; } = "en";

    internal Weekdays ParsedDays => WeekdaySets.TryParse(Days, out var days) ? days : throw new FormatException("Roster:Days");

    internal TimeOnly ParsedLocalTime => TimeOnly.ParseExact(LocalTime, "HH:mm", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Schedule.IsTimeZone(TimeZone)) yield return new ValidationResult($"Roster:TimeZone: '{TimeZone}' is not a time zone; give an IANA name such as Europe/Berlin.");
        if (!WeekdaySets.TryParse(Days, out _)) yield return new ValidationResult($"Roster:Days: '{Days}' are not weekdays; give them as 'tue thu'.");
        if (!TimeOnly.TryParseExact(LocalTime, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return new ValidationResult($"Roster:LocalTime: '{LocalTime}' is not a time of day; give it as 09:00.");
        if (!LanguageTag.IsWellFormed(Locale)) yield return new ValidationResult($"Roster:Locale: '{Locale}' is not a language tag such as 'en' or 'de-AT'.");
    }
}
