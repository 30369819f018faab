namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>The files that are deployed beside the app.</summary>
internal static class Repository
{
    internal static DirectoryInfo Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static DirectoryInfo Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "azure.yaml")) ? folder : Find(folder.Parent!);
}
