using System.ComponentModel.DataAnnotations;
using System.Reflection;
using BalancePipeline.Api;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Operations;

public sealed class SettingsTests
{
    private static IEnumerable<Type> Options => new[] { typeof(StorageOptions).Assembly, typeof(ApiRegistration).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is not null);

    public static TheoryData<string> Settings() =>
    [
        .. Options.SelectMany(type => type.GetProperties()
            .Where(property => property.CanWrite && !property.PropertyType.IsAssignableTo(typeof(Delegate)))
            .Select(property => Name(type, property))),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_stands_in_the_readmes_table(string setting) =>
        Assert.Contains($"`{setting}", Readme(), StringComparison.Ordinal);

    [Fact]
    public void Every_number_out_of_its_range_stops_the_start_by_its_name()
    {
        var sections = Options.Select(type => type.GetProperties()
            .Where(property => property.GetCustomAttribute<RangeAttribute>() is not null).Select(property => Name(type, property)).ToList()).ToList();
        Assert.True(sections.Sum(names => names.Count) > 15);

        Assert.All(sections, names =>
        {
            var refusals = Refusals(names.Select(name => KeyValuePair.Create(name, (string?)"-1")));
            Assert.All(names, name => Assert.Contains(refusals, refusal => refusal.Contains(name, StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("Mail:Sender", "Fax")]
    [InlineData("Mail:FromAddress", "nobody")]
    [InlineData("Mail:InboundDomain", "not a domain")]
    [InlineData("Mail:ReplyAddressForm", "Both")]
    [InlineData("Mail:ReplyLocalPart", "re ply")]
    [InlineData("Mail:PublicUrl", "here")]
    [InlineData("Smtp:Security", "Maybe")]
    [InlineData("Roster:TimeZone", "Mars/Base")]
    [InlineData("Roster:Days", "someday")]
    [InlineData("Roster:LocalTime", "9")]
    [InlineData("Roster:Locale", "?")]
    [InlineData("Prompts:LibraryFile", "/nowhere.json")]
    [InlineData("Prompts:HolidayFile", "/nowhere.json")]
    [InlineData("Prompts:SilentAfter", "8")]
    [InlineData("Storage:ConnectionString", "")]
    [InlineData("Storage:SqliteSynchronous", "PERHAPS")]
    [InlineData("Tokens:Keys:0", "c2hvcnQ=")]
    [InlineData("Scoring:Chat:Enabled", "perhaps")]
    [InlineData("Webhooks:Secret", "short")]
    [InlineData("Webhooks:EventsPublicKey", "bm8ga2V5")]
    public void A_word_that_makes_no_sense_stops_the_start_by_the_name_of_its_setting(string name, string value) =>
        Assert.Contains(Refusals([KeyValuePair.Create(name, (string?)value)]), refusal => refusal.Contains(name.Replace(":0", "", StringComparison.Ordinal), StringComparison.Ordinal));

    private static string Name(Type options, PropertyInfo property) =>
        $"{options.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetRawConstantValue()}:{property.Name}";

    /// <summary>What the host says before it starts with these settings.</summary>
    private static IReadOnlyList<string> Refusals(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var folder = Directory.CreateTempSubdirectory("balance-test-");
        try
        {
            using var app = (IDisposable)EmbeddedHost.Build(folder, url: null, builder => builder.Configuration.AddInMemoryCollection(settings));
            ((WebApplication)app).Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (Exception refused)
        {
            return [.. refused is AggregateException several ? several.InnerExceptions.Select(inner => inner.Message) : [refused.Message]];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BalancePipeline.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
    }
}
