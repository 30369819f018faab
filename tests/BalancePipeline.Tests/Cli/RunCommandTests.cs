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

    private Task SetAsync(string settings) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, "balance.json"), settings);
}
