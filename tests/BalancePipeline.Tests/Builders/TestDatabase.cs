using Npgsql;

namespace BalancePipeline.Tests.Builders;

/// <summary>A fresh, empty database of one engine, gone when the test is.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? _database;

    public TestDatabase(Engine engine)
    {
        Folder = Directory.CreateTempSubdirectory("balance-test-");
        if (engine is Engine.Sqlite)
        {
            ConnectionString = $"Data Source={Path.Combine(Folder.FullName, "balance.db")};Pooling=False";
            return;
        }

        _database = $"balance_test_{Guid.CreateVersion7():N}";
        Execute($"CREATE DATABASE {_database}");
        ConnectionString = new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = _database, Pooling = true, MaxPoolSize = 10 }.ToString();
    }

    public static string? PostgreSqlServer { get; } = Environment.GetEnvironmentVariable("BALANCE_TEST_POSTGRESQL");

    /// <summary>The engine of tests that name none: SQLite, or what BALANCE_TEST_ENGINE says, so that every story can be told on either.</summary>
    public static Engine Usual { get; } = Enum.TryParse<Engine>(Environment.GetEnvironmentVariable("BALANCE_TEST_ENGINE"), out var engine) ? engine : Engine.Sqlite;

    public DirectoryInfo Folder { get; }

    public string ConnectionString { get; }

    public void Dispose()
    {
        if (_database is not null)
        {
            using var pool = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(pool);
            Execute($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }

        Folder.Delete(recursive: true);
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(PostgreSqlServer);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
