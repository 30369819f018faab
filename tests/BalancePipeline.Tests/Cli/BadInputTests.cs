using BalancePipeline.Tests.Builders;
using Microsoft.Data.Sqlite;

namespace BalancePipeline.Tests.Cli;

public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("", "score", "--colour")]
    [InlineData("", "scores")]
    [InlineData("")]
    public async Task Unknown_words_are_refused_with_the_way_to_help(string input, params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync(input, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--help", run.OneError(), StringComparison.Ordinal);
        Assert.Contains(arguments.LastOrDefault() ?? "", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_before_a_file_is_named_and_not_the_file()
    {
        var run = await BalanceProgram.RunAsync("", "score", "--fast", "replies.jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--fast'", run.OneError(), StringComparison.Ordinal);
        Assert.DoesNotContain("replies.jsonl", run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"text\":\"a\"}\n{oops", "Line 2: not valid JSON at character 2")]
    [InlineData("[1]", "Line 1: expected a JSON object, found array")]
    [InlineData("\n{\"id\":\"1\"}", "Line 2: the field \"text\" is missing")]
    [InlineData("{\"id\":1,\"text\":\"a\"}", "Line 1: the field \"id\" must be a string")]
    [InlineData("{\"id\":\"1\",\"text\":\"\\ud800\"}", "Line 1: the field \"text\" holds half of a surrogate pair")]
    public async Task Broken_json_lines_are_refused_with_the_line_number(string input, string expected)
    {
        var run = await BalanceProgram.RunAsync(input, "score");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"kind\":\"fax\",\"input\":\"a\"}", "not one of plain, html, eml")]
    [InlineData("{\"id\":\"1\",\"kind\":\"eml\",\"input\":\"ä\"}", "must be base64")]
    public async Task Mails_of_an_unknown_kind_or_encoding_are_refused(string input, string expected)
    {
        var run = await BalanceProgram.RunAsync(input, "extract");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roster", "import", "nobody.csv")]
    [InlineData("prompt", "check", "nobody.csv")]
    [InlineData("score", "nobody.csv")]
    [InlineData("extract", "nobody.csv")]
    public async Task A_missing_file_is_named(params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync("", arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nobody.csv'", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_file_that_can_not_be_written_is_named()
    {
        var file = Directory.CreateDirectory(Path.Combine(_folder.FullName, "balance.db"));

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"'{file.FullName}'", run.OneError(), StringComparison.Ordinal);
        Assert.Contains("may be written", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_the_way_out()
    {
        await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);
        await using (var db = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "balance.db")};Pooling=False"))
        {
            await db.OpenAsync();
            await using var future = db.CreateCommand();
            future.CommandText = "INSERT INTO schema_migrations (name, applied_at) VALUES ('9999_future', '')";
            await future.ExecuteNonQueryAsync();
        }

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Update this program", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "balance.json"), """{"Storage":{"ConnectionString":"Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"}}""");

        var run = await BalanceProgram.RunAsync("", "status", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PostgreSQL at 'tcp://127.0.0.1:1' can't be used", run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Sorce=balance.db", "'data sorce'")]
    [InlineData("Host=127.0.0.1;Databse=balance;Password=hidden", "databse")]
    [InlineData("Host=127.0.0.1;Port=many", "Port")]
    [InlineData("balance.db", "Data Source=balance.db")]
    public async Task A_connection_string_that_can_not_be_read_is_refused_with_the_word_that_is_wrong(string connectionString, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), $$$"""{"Storage":{"ConnectionString":"{{{connectionString}}}"}}""");

        var run = await BalanceProgram.RunAsync("", "status", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Storage:ConnectionString", run.OneError(), StringComparison.Ordinal);
        Assert.Contains(expected, run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hidden", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3000000")]
    public async Task A_token_for_more_days_than_there_are_is_refused(string days)
    {
        var run = await BalanceProgram.RunAsync("", "token", "create", "--administrator", "--days", days, "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--days must be from 1 to 36500", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), "{");

        var run = await BalanceProgram.RunAsync("", "status", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("balance.json", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(file, run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.db"), new string('x', 5000));

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not a database", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_database_is_refused_and_left_alone()
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "balance.db")};Pooling=False");
        await other.OpenAsync();
        await using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        await begin.ExecuteNonQueryAsync();

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("locked by another program", run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing was changed. Put them right, or add --skip-bad")]
    [InlineData("nothing would be changed. Put them right, or add --skip-bad", "--dry-run")]
    [InlineData("nothing was changed. Put them right: nobody is deactivated", "--skip-bad", "--deactivate-missing")]
    public async Task Bad_roster_rows_are_all_named_and_nothing_is_imported(string refusal, params string[] options)
    {
        var roster = Path.Combine(_folder.FullName, "people.csv");
        await File.WriteAllTextAsync(roster, "email,team,time_zone\nanna@example.org,A,UTC\nben,A,UTC\ncleo@example.org,A,Mars/Base\n");

        var run = await BalanceProgram.RunAsync("", ["roster", "import", roster, "--data", _folder.FullName, .. options]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("line 3: 'ben'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("line 4: 'Mars/Base'", run.Errors, StringComparison.Ordinal);
        Assert.Contains(refusal, run.Errors, StringComparison.Ordinal);
    }
}
