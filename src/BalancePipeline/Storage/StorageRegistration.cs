using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BalancePipeline.Storage;

/// <summary>Registers storage on SQLite or PostgreSQL.</summary>
public static class StorageRegistration
{
    /// <summary>Adds <see cref="BalanceDb"/> as a factory, since every step of the story opens its own short-lived context.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddPooledDbContextFactory<BalanceDb>((provider, builder) =>
            Configure(builder, provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton<Migrator>();
        return services;
    }

    // Lists of ids and addresses go as one parameter: one statement to prepare, however long they are.
    private static void Configure(DbContextOptionsBuilder builder, StorageOptions options)
    {
        if (options.IsPostgreSql)
        {
            builder.UseNpgsql(options.ConnectionString, npgsql => npgsql
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
                .ConfigureDataSource(source => AskForPassword(source, options.Password)));
            return;
        }

        // Foreign keys on; a busy database is waited for rather than failed on.
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true, DefaultTimeout = 30 };
        builder.UseSqlite(connection.ToString(), sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqliteSynchronous(options.SqliteSynchronous));
    }

    private static void AskForPassword(NpgsqlDataSourceBuilder source, Func<CancellationToken, ValueTask<string>>? password)
    {
        if (password is null) return;

        // Asked for every connection: whoever gives tokens keeps them while they hold.
        source.UsePasswordProvider(
            _ => throw new NotSupportedException("Connections are opened asynchronously."),
            (_, cancellationToken) => password(cancellationToken));
    }
}
