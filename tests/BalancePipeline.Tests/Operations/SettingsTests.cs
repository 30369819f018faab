using System.Reflection;
using BalancePipeline.Api;
using BalancePipeline.Storage;

namespace BalancePipeline.Tests.Operations;

public sealed class SettingsTests
{
    public static TheoryData<string> Settings() =>
    [
        .. new[] { typeof(StorageOptions).Assembly, typeof(ApiRegistration).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is not null)
            .SelectMany(type => type.GetProperties()
                .Where(property => property.CanWrite && !property.PropertyType.IsAssignableTo(typeof(Delegate)))
                .Select(property => $"{type.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetRawConstantValue()}:{property.Name}")),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_stands_in_the_readmes_table(string setting) =>
        Assert.Contains($"`{setting}", Readme(), StringComparison.Ordinal);

    private static string Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BalancePipeline.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "README.md"));
    }
}
