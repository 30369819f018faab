using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BalancePipeline.Tests.Storage;

public sealed class MigratorTests
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Migrating_again_changes_nothing(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);

        Assert.Empty(await story.Get<Migrator>().MigrateAsync());
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_database_of_a_newer_version_is_refused(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await using var db = story.OpenDb();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO schema_migrations (name, applied_at) VALUES ('9999_future', '')");

        var refusal = await Assert.ThrowsAsync<NewerSchemaException>(() => story.Get<Migrator>().MigrateAsync());

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Every_column_of_the_model_is_in_the_schema_with_the_same_nullability(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await using var db = story.OpenDb();
        var schema = await ReadSchemaAsync(db, engine);

        var model = db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Select(property => Describe(entity, property)))
            .Order(StringComparer.Ordinal);

        Assert.Equal(model, schema.Where(column => !column.StartsWith("schema_migrations.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static string Describe(IEntityType entity, IProperty property) =>
        $"{entity.GetTableName()}.{property.GetColumnName()} {(property.IsNullable ? "null" : "not null")}";

    private static async Task<List<string>> ReadSchemaAsync(BalanceDb db, Engine engine) => await db.Database.SqlQueryRaw<string>(engine is Engine.Sqlite
        ? """
          SELECT t.name || '.' || c.name || CASE WHEN c."notnull" OR c.pk THEN ' not null' ELSE ' null' END AS "Value"
          FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
          """
        : """
          SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE ' null' END AS "Value"
          FROM information_schema.columns WHERE table_schema = 'public'
          """).ToListAsync();
}
