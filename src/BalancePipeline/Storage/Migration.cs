using System.Reflection;

namespace BalancePipeline.Storage;

/// <summary>One SQL file of <c>Storage/Migrations</c>.</summary>
internal sealed record Migration(string Name, string Sql)
{
    internal static IReadOnlyList<Migration> All(bool postgreSql)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"BalancePipeline.Storage.Migrations.{(postgreSql ? "postgresql" : "sqlite")}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new Migration(Path.GetFileNameWithoutExtension(name[prefix.Length..]), Read(assembly, name))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
