using System.Globalization;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Prompts;

public sealed class HolidayCalendarsTests
{
    private static readonly HolidayCalendars Calendars = HolidayCalendars.Load("");

    [Theory]
    [InlineData("DE", "2026-04-03", "Good Friday")]
    [InlineData("DE", "2025-04-21", "Easter Monday")]
    [InlineData("DE", "2038-04-26", "Easter Monday")]
    [InlineData("DE", "2024-05-09", "Ascension Day")]
    [InlineData("DE-BY", "2026-06-04", "Corpus Christi")]
    [InlineData("DE-SN", "2026-11-18", "Day of Repentance and Prayer")]
    [InlineData("DE-SN", "2022-11-16", "Day of Repentance and Prayer")]
    [InlineData("FR", "2026-07-14", "National Day")]
    [InlineData("FR-67", "2026-04-03", "Good Friday")]
    [InlineData("ES", "2026-10-12", "National Day")]
    [InlineData("AT", "2026-10-26", "National Day")]
    [InlineData("CH", "2026-08-01", "National Day")]
    [InlineData("NL", "2026-04-27", "King's Day")]
    [InlineData("NL", "2025-04-26", "King's Day")]
    [InlineData("NL", "2025-05-05", "Liberation Day")]
    [InlineData("GB", "2026-05-04", "Early May Bank Holiday")]
    [InlineData("GB", "2026-05-25", "Spring Bank Holiday")]
    [InlineData("GB", "2026-08-31", "Summer Bank Holiday")]
    [InlineData("GB", "2022-12-27", "Christmas Day")]
    [InlineData("GB", "2021-12-28", "Boxing Day")]
    [InlineData("GB", "2022-01-03", "New Year's Day")]
    [InlineData("GB-SCT", "2026-08-03", "Summer Bank Holiday")]
    [InlineData("GB-SCT", "2026-01-02", "2 January")]
    [InlineData("IE", "2026-02-02", "St Brigid's Day")]
    [InlineData("IE", "2030-02-01", "St Brigid's Day")]
    [InlineData("IE", "2026-10-26", "October Holiday")]
    [InlineData("US", "2026-11-26", "Thanksgiving Day")]
    [InlineData("US", "2026-07-03", "Independence Day")]
    [InlineData("US", "2027-12-31", "New Year's Day")]
    [InlineData("US", "2026-01-19", "Martin Luther King Day")]
    public void A_holiday_is_found_by_its_rule(string region, string day, string name) => Assert.Equal(name, Calendars.NameOn(region, Day(day)));

    [Theory]
    [InlineData("DE", "2026-06-04")]
    [InlineData("NL", "2026-05-05")]
    [InlineData("IE", "2030-02-04")]
    [InlineData("GB-SCT", "2026-04-06")]
    [InlineData("US", "2026-12-24")]
    public void A_day_that_is_no_holiday_there_is_none(string region, string day) => Assert.Null(Calendars.NameOn(region, Day(day)));

    [Theory]
    [InlineData("", "en", "Europe/Berlin", "DE")]
    [InlineData("", "de-AT", "Europe/Berlin", "AT")]
    [InlineData("", "en-GB", "Europe/Berlin", "DE")]
    [InlineData("", "en-US", "UTC", "US")]
    [InlineData("DE-BY", "en-GB", "Europe/London", "DE-BY")]
    [InlineData("GB-ENG", "en", "UTC", "GB")]
    [InlineData("", "en", "UTC", null)]
    [InlineData("", "en-NZ", "Pacific/Auckland", null)]
    [InlineData("none", "de-DE", "Europe/Berlin", null)]
    public void The_region_is_the_persons_own_else_that_of_the_language_where_clocks_agree_else_that_of_the_time_zone(string region, string locale, string zone, string? expected)
    {
        var person = new Participant { Email = "a@example.org", Name = "", Region = region, Locale = locale, TimeZone = zone };

        Assert.Equal(expected, Calendars.RegionOf(person));
    }

    [Fact]
    public void Every_rule_of_every_region_gives_a_date_in_forty_years()
    {
        foreach (var region in Calendars.Regions)
        {
            var days = Enumerable.Range(2024, 40).SelectMany(year => Enumerable.Range(0, 366).Select(day => new DateOnly(year, 1, 1).AddDays(day)));
            Assert.InRange(days.Count(day => Calendars.NameOn(region, day) is not null), 40 * 7, 40 * 18);
        }
    }

    [Theory]
    [InlineData("""{"XX":{"days":[{"name":"Both","date":"01-01","easter":1}]}}""", "needs one of")]
    [InlineData("""{"XX":{"days":[{"name":"Odd","date":"13-40"}]}}""", "not a day")]
    [InlineData("""{"XX":{"days":[{"name":"Sixth","weekday":"monday","month":1,"nth":6}]}}""", "\"nth\"")]
    [InlineData("""{"XX":{"extends":"XX","days":[]}}""", "back to itself")]
    [InlineData("""{"XX":{"extends":"YY","days":[]}}""", "names no region")]
    [InlineData("""{"XX":{"days":[{"nome":"Typo","date":"01-01"}]}}""", "nome")]
    public void A_file_of_the_organisation_that_is_wrong_is_refused_with_the_place(string json, string expected)
    {
        using var file = new TestFile(json);

        var refusal = Assert.Throws<DataFileException>(() => HolidayCalendars.Load(file.Path));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_organisation_adds_a_region_on_top_of_another()
    {
        using var file = new TestFile("""{"DE-ACME":{"extends":"DE","days":[{"name":"Company outing","date":"2026-06-19"}]}}""");

        var calendars = HolidayCalendars.Load(file.Path);

        Assert.Equal("Company outing", calendars.NameOn("DE-ACME", new DateOnly(2026, 6, 19)));
        Assert.Null(calendars.NameOn("DE-ACME", new DateOnly(2027, 6, 19)));
        Assert.Equal("Christmas Day", calendars.NameOn("DE-ACME", new DateOnly(2026, 12, 25)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
