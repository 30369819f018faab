namespace BalancePipeline.Tests.Builders;

/// <summary>The storage engines that a test runs on.</summary>
public enum Engine
{
    Sqlite,
    PostgreSql,
}

/// <summary>SQLite always; PostgreSQL where BALANCE_TEST_POSTGRESQL names a server whose user may create databases.</summary>
public sealed class Engines : TheoryData<Engine>
{
    public Engines()
    {
        Add(Engine.Sqlite);
        if (TestDatabase.PostgreSqlServer is not null) Add(Engine.PostgreSql);
    }
}
