using System.Net;
using System.Net.Sockets;
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
        Assert.Contains("--help", OneLine(run), StringComparison.Ordinal);
        Assert.Contains(arguments.LastOrDefault() ?? "", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_before_a_file_is_named_and_not_the_file()
    {
        var run = await BalanceProgram.RunAsync("", "score", "--fast", "replies.jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--fast'", OneLine(run), StringComparison.Ordinal);
        Assert.DoesNotContain("replies.jsonl", OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains(expected, OneLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"kind\":\"fax\",\"input\":\"a\"}", "not one of plain, html, eml")]
    [InlineData("{\"id\":\"1\",\"kind\":\"eml\",\"input\":\"ä\"}", "must be base64")]
    public async Task Mails_of_an_unknown_kind_or_encoding_are_refused(string input, string expected)
    {
        var run = await BalanceProgram.RunAsync(input, "extract");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains("nobody.csv'", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_file_that_can_not_be_written_is_named()
    {
        var file = Directory.CreateDirectory(Path.Combine(_folder.FullName, "balance.db"));

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"'{file.FullName}'", OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains("Update this program", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "balance.json"), """{"Storage":{"ConnectionString":"Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"}}""");

        var run = await BalanceProgram.RunAsync("", "status", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PostgreSQL at 'tcp://127.0.0.1:1' can't be used", OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains("Storage:ConnectionString", OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains("--days must be from 1 to 36500", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), "{");

        var run = await BalanceProgram.RunAsync("", "status", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("balance.json", OneLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("http://localhost:99999")]
    public async Task An_address_that_is_none_is_refused_with_one_that_is(string address)
    {
        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", address);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{address}' is not an address to listen on. Give one such as http://localhost:5080", OneLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:0")]
    [InlineData("http://+:0;http://localhost:0")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Who_listens_on_every_address_must_say_which_one_people_use(string urls)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), """{"Webhooks":{"Secret":"a-secret-that-nobody-guesses"}}""");

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", urls);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Mail:PublicUrl is missing", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(file, OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.db"), new string('x', 5000));

        var run = await BalanceProgram.RunAsync("", "migrate", "--data", _folder.FullName);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not a database", OneLine(run), StringComparison.Ordinal);
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
        Assert.Contains("locked by another program", OneLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_with_the_way_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--urls", OneLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Insights":{"MinimumGroupSize":2}}""", "Insights:MinimumGroupSize")]
    [InlineData("""{"Mail":{"Sender":"Fax"}}""", "Mail:Sender")]
    [InlineData("""{"Retention":{"RawMailDays":0},"Roster":{"Days":"x"}}""", "Retention:RawMailDays")]
    [InlineData("no json", "balance.json")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string settings, string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), settings);

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(name, OneLine(run), StringComparison.Ordinal);
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

    /// <summary>The one line on standard error, and no failure elsewhere; a stack trace would be more.</summary>
    private static string OneLine(ProgramRun run)
    {
        Assert.DoesNotContain("fail:", run.Output, StringComparison.Ordinal);
        return Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
