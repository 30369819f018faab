using System.Text;
using BalancePipeline.Participants;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Participants;

public sealed class RosterFileTests
{
    [Theory]
    [InlineData("email,name,team\nann@x.example,\"Lee, Ann\",A/B")]
    [InlineData("email;name;team\r\nann@x.example;Lee, Ann;A/B\r\n")]
    [InlineData("email\tname\tteam\nann@x.example\tLee, Ann\tA/B")]
    [InlineData("TEAM; Name ;Email\n A / B ;\"Lee, Ann\";ANN@x.example")]
    public async Task Commas_semicolons_and_tabs_separate_columns_in_any_order(string csv)
    {
        var row = Assert.Single(await ReadAsync(csv)).Row!;

        Assert.Equal(("ann@x.example", "Lee, Ann", "A/B"), (row.Email, row.Name, row.Team));
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("email,team\nann@x.example,Ä")).ToArray();

        var row = Assert.Single(await ReadAsync(new MemoryStream(bytes))).Row!;

        Assert.Equal("Ä", row.Team);
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_with_what_to_do()
    {
        var latin = Encoding.Latin1.GetBytes("email,team\nann@x.example,Vertrieb Süd");

        var refusal = await Assert.ThrowsAsync<RosterException>(() => ReadAsync(new MemoryStream(latin)));

        Assert.Contains("CSV UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name,team\nAnn,A", "no column 'email'")]
    [InlineData("email,team,nickname\n", "'nickname' that is not known")]
    [InlineData("email,team,team\n", "two columns 'team'")]
    public async Task A_header_that_can_not_be_used_is_refused(string csv, string expected)
    {
        var refusal = await Assert.ThrowsAsync<RosterException>(() => ReadAsync(csv));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",A,,,,,", "address is missing")]
    [InlineData("ann,A,,,,,", "'ann' is not an e-mail address")]
    [InlineData("Ann <ann@x.example>,A,,,,,", "is not an e-mail address")]
    [InlineData("ann@x.example,/ /,,,,,", "the team is missing")]
    [InlineData("ann@x.example,A,Berlin,,,,", "IANA name such as Europe/Berlin")]
    [InlineData("ann@x.example,A,,funday,,,", "are not weekdays")]
    [InlineData("ann@x.example,A,,,25:00,,", "is not a time of day")]
    [InlineData("ann@x.example,A,,,,german language,", "is not a language")]
    [InlineData("ann@x.example,A,,,,,XX", "no holidays are known for 'XX'")]
    [InlineData("ann@x.example,A,,,,,,mon,thu", "put quotes around")]
    [InlineData("ann@x.example,\"A\nB\",,,,,", "one line")]
    public async Task A_bad_row_says_what_is_wrong(string row, string expected)
    {
        var lines = await ReadAsync("email,team,time_zone,days,local_time,locale,region\n" + row);

        Assert.Null(lines[0].Row);
        Assert.Contains(expected, lines[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_numbered_as_an_editor_shows_them()
    {
        var lines = await ReadAsync("email,team\n\nann@x.example,A\nbad,A\n");

        Assert.Equal([3, 4], lines.Select(line => line.Number));
    }

    [Theory]
    [InlineData("mon thu", "mon thu")]
    [InlineData("Monday, Thursday", "mon thu")]
    [InlineData("mon-fri", "mon tue wed thu fri")]
    [InlineData("sat-mon", "mon sat sun")]
    [InlineData("TUE+wed-thu", "tue wed thu")]
    public void Weekdays_are_read_as_people_write_them(string text, string expected)
    {
        Assert.True(WeekdaySets.TryParse(text, out var days));
        Assert.Equal(expected, days.Format());
    }

    [Theory]
    [InlineData("")]
    [InlineData("mo")]
    [InlineData("mon-")]
    [InlineData("mon-tue-wed")]
    [InlineData("mondays")]
    public void Other_words_are_no_weekdays(string text) => Assert.False(WeekdaySets.TryParse(text, out _));

    [Fact]
    public void Whatever_stands_in_a_file_is_read_or_refused_in_words()
    {
        var pieces = Gen.Elements("a@b.example", "A/B", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "email", "team", "ü", "\0", " ", "=1+1");
        Prop.ForAll(Gen.ArrayOf(pieces).ToArbitrary(), words =>
        {
            try
            {
                var lines = ReadAsync("email,team\n" + string.Concat(words)).GetAwaiter().GetResult();
                return lines.TrueForAll(line => line.Row is null != (line.Reason.Length == 0));
            }
            catch (RosterException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    private static Task<List<RosterLine>> ReadAsync(string csv) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)));

    private static async Task<List<RosterLine>> ReadAsync(MemoryStream bytes)
    {
        using var text = RosterFile.Open(bytes);
        return await RosterFile.ReadAsync(text, region => region is "DE" or "none").ToListAsync();
    }
}
