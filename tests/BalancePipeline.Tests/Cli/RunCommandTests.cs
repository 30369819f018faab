using System.Net;
using System.Net.Sockets;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("http://localhost:5093", "http://localhost:5093")]
    [InlineData("http://balance.example.org:5093;http://127.0.0.1:5094", "http://balance.example.org:5093")]
    [InlineData("http://[::1]:5093;http://*:5094", "http://[::1]:5093")]
    public async Task Links_lead_to_the_first_address_that_the_host_listens_on(string urls, string expected)
    {
        await using var app = EmbeddedHost.Build(_folder, urls);

        Assert.Equal(expected, app.Services.GetRequiredService<IOptions<MailOptions>>().Value.PublicUrl);
    }

    [Fact]
    public async Task The_mailbox_is_named_where_a_browser_on_the_machine_finds_it()
    {
        await SetAsync("""{"Mail":{"PublicUrl":"https://balance.example.org"},"Webhooks":{"Secret":"a-secret-that-nobody-guesses"}}""");

        var line = await BalanceProgram.FirstLineAsync("run", "--data", _folder.FullName, "--urls", "http://*:0;http://127.0.0.1:0");

        Assert.Contains("Mailbox: http://localhost:0/mailbox. ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mailbox_is_not_named_where_mail_goes_out()
    {
        await SetAsync($$$"""{"Mail":{"Sender":"Pickup","PickupFolder":"{{{_folder.FullName}}}"},"Webhooks":{"Secret":"a-secret-that-nobody-guesses"}}""");

        var line = await BalanceProgram.FirstLineAsync("run", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0");

        Assert.Equal("Balance is running on http://127.0.0.1:0. End it with Ctrl+C.", line);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("http://localhost:99999")]
    public async Task An_address_that_is_none_is_refused_with_one_that_is(string address)
    {
        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", address);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{address}' is not an address to listen on. Give one such as http://localhost:5080", run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:0")]
    [InlineData("http://+:0;http://localhost:0")]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Who_listens_on_every_address_must_say_which_one_people_use(string urls)
    {
        await SetAsync("""{"Webhooks":{"Secret":"a-secret-that-nobody-guesses"}}""");

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", urls);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Mail:PublicUrl is missing", run.OneError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_with_the_way_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--urls", run.OneError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Insights":{"MinimumGroupSize":2}}""", "Insights:MinimumGroupSize")]
    [InlineData("""{"Mail":{"Sender":"Fax"}}""", "Mail:Sender")]
    [InlineData("""{"Retention":{"RawMailDays":0},"Roster":{"Days":"x"}}""", "Retention:RawMailDays")]
    [InlineData("no json", "balance.json")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string settings, string name)
    {
        await SetAsync(settings);

        var run = await BalanceProgram.RunAsync("", "run", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(name, run.OneError(), StringComparison.Ordinal);
    }

    private Task SetAsync(string settings) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), settings);
}
