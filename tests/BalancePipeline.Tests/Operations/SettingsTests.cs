using BalancePipeline.Tests.Builders;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Operations;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Prompts:CatchUpHours", "24")]
    [InlineData("Prompts:SendsPerMinute", "0")]
    [InlineData("Prompts:NudgeAfterWorkingDays", "11")]
    [InlineData("Prompts:HalveAfter", "0")]
    [InlineData("Prompts:SilentAfter", "8")]
    [InlineData("Prompts:LookBackWeeks", "53")]
    [InlineData("Prompts:LibraryFile", "nowhere.json")]
    [InlineData("Prompts:HolidayFile", "nowhere.json")]
    [InlineData("Roster:TimeZone", "Berlin")]
    [InlineData("Roster:Days", "never")]
    [InlineData("Roster:LocalTime", "9")]
    [InlineData("Roster:Locale", "english language")]
    [InlineData("Retention:RawMailDays", "0")]
    [InlineData("Retention:ReplyMonths", "2")]
    public async Task A_setting_that_can_not_be_stops_the_start_with_its_name(string name, string value)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => TestStory.StartAsync(settings: new Dictionary<string, string?> { [name] = value }));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
