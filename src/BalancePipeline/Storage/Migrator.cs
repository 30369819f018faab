using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BalancePipeline.Storage;

/// <summary>
/// Brings the schema up to date by plain SQL files, one folder per engine, each applied once and in a transaction of its own.
/// </summary>
public sealed class Migrator(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    // Any number will do, as long as nobody else in the database uses it.
    private const long PostgreSqlLock = 0x42616c616e6365;

    // Whoever starts the program waits for an answer; steps of the story wait longer.
    private const int PatienceSeconds = 5;

    /// <summary>Applies what is missing.</summary>
    /// <returns>The names of the migrations applied, in their order; empty when the schema was up to date.</returns>
    /// <exception cref="NewerSchemaException">The database is newer than this program.</exception>
    /// <exception cref="StorageException">The database is locked, or not to be reached.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sqlite = db.Database.GetDbConnection() as SqliteConnection;
        var usual = sqlite?.DefaultTimeout ?? 0;
        if (sqlite is not null) sqlite.DefaultTimeout = PatienceSeconds;
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            return await MigrateAsync(db, cancellationToken);
        }
        catch (Exception exception) when (CauseOf(exception) is { } cause)
        {
            var name = db.Database.GetDbConnection().DataSource;
            throw new StorageException(
                cause is SqliteException file
                    ? $"The database '{name}' can't be used: {Explain(file)}"
                    : $"PostgreSQL at '{name}' can't be used: {cause.Message}. Check that the server runs, and Storage:ConnectionString.",
                exception);
        }
        finally
        {
            // The context goes back to a pool, with its connection.
            if (sqlite is not null) sqlite.DefaultTimeout = usual;
        }
    }

    /// <summary>True when the database can be reached and has every migration of this program, and none that it doesn't know.</summary>
    /// <exception cref="DbException">It can't be reached.</exception>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var applied = await AppliedAsync(db, cancellationToken);
            return Migration.All(db.IsPostgreSql).Select(migration => migration.Name).ToHashSet().SetEquals(applied);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // There is a database, and no migration ever touched it.
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> MigrateAsync(BalanceDb db, CancellationToken cancellationToken)
    {
        // Write-ahead logging lets pages be read while the pipeline writes; the file remembers the setting.
        if (!db.IsPostgreSql) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (db.IsPostgreSql) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PostgreSqlLock})", cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)", cancellationToken);

        var applied = await AppliedAsync(db, cancellationToken);
        var known = Migration.All(db.IsPostgreSql);
        if (applied.Except(known.Select(migration => migration.Name)).Order().FirstOrDefault() is { } foreign)
            throw new NewerSchemaException($"The database was made by a newer version (it holds '{foreign}'). Update this program, or use another database.");

        var missing = known.ExceptBy(applied, migration => migration.Name).ToList();
        foreach (var migration in missing)
        {
            await ExecuteAsync(db, migration.Sql, cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO schema_migrations (name, applied_at) VALUES ({migration.Name}, {clock.GetUtcNow().ToString("O")})", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return [.. missing.Select(migration => migration.Name)];
    }

    private static Task<List<string>> AppliedAsync(BalanceDb db, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM schema_migrations").ToListAsync(cancellationToken);

    private static async Task ExecuteAsync(BalanceDb db, string sql, CancellationToken cancellationToken)
    {
        // Not ExecuteSqlRaw: braces in a migration are SQL, not placeholders.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // A failure that may pass, such as a server that is not there, comes wrapped by Npgsql.
    private static DbException? CauseOf(Exception exception) =>
        exception as DbException ?? (exception as InvalidOperationException)?.InnerException as DbException;

    private static string Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => "it is locked by another program. End that program, or try again.",
        8 => "it is read-only.",
        14 => "it can't be opened. Check that the folder exists and may be written.",
        26 => "it is not a database of this product.",
        _ => exception.Message,
    };
}
