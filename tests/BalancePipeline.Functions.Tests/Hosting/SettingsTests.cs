using BalancePipeline.Functions.Email;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Storage;
using BalancePipeline.Functions.Tests.Builders;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Functions.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Storage:ConnectionString", "Data Source=balance.db", "Storage:ConnectionString")]
    [InlineData("Tokens:Keys:0", "short", "Tokens:Keys:0")]
    [InlineData("Mail:FromAddress", "balance@localhost.example", "Mail:FromAddress")]
    [InlineData("Mail:FromAddress", "nobody", "Mail:FromAddress")]
    [InlineData("Mail:InboundDomain", "reply.localhost.example", "Mail:InboundDomain")]
    [InlineData("Mail:PublicUrl", "http://balance.example.org", "Mail:PublicUrl")]
    [InlineData("Queues:QueueServiceUri", "", "Queues:QueueServiceUri")]
    [InlineData("Queues:QueueServiceUri", "http://account.queue.core.windows.net", "Queues:QueueServiceUri")]
    [InlineData("Queues:BlobServiceUri", "", "Queues:BlobServiceUri")]
    [InlineData("Webhooks:Secret", "", "Webhooks:Secret")]
    [InlineData("Webhooks:AllowUnsigned", "true", "Webhooks:AllowUnsigned")]
    [InlineData("SendGrid:ApiKey", "", "SendGrid:ApiKey")]
    [InlineData("SendGrid:Endpoint", "nowhere", "SendGrid:Endpoint")]
    [InlineData("SendGrid:TimeoutSeconds", "0", "SendGrid:TimeoutSeconds")]
    [InlineData("RequestLimit:Proxies", "0", "RequestLimit:Proxies")]
    [InlineData("Insights:MinimumGroupSize", "2", "Insights:MinimumGroupSize")]
    public async Task A_missing_or_malformed_setting_stops_the_app_at_start_with_its_name_and_an_example(string setting, string value, string named)
    {
        using var app = FunctionApp.Build(new Dictionary<string, string?> { [setting] = value });

        var failure = Assert.Single(Failures(await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync())).Distinct());

        Assert.Contains(named, failure, StringComparison.Ordinal);
        Assert.Matches(@"'[^']+'|\d", failure);
    }

    [Fact]
    public void Every_setting_of_the_app_stands_in_the_readmes_table()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root.FullName, "README.md"));
        var settings = typeof(SendGridOptions).GetProperties().Select(property => $"{SendGridOptions.SectionName}:{property.Name}")
            .Append($"{StorageQueueOptions.Connection}:{nameof(StorageQueueOptions.QueueServiceUri)}")
            .Append($"{StorageQueueOptions.Connection}:{nameof(StorageQueueOptions.BlobServiceUri)}")
            .Append(StorageQueueOptions.Connection)
            .Append(EntraSignIn.Setting);

        Assert.All(settings, setting => Assert.Contains($"`{setting}`", readme, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Failures(Exception refusal) => refusal switch
    {
        OptionsValidationException options => options.Failures,
        AggregateException several => several.InnerExceptions.SelectMany(Failures),
        _ => [refusal.ToString()],
    };
}
