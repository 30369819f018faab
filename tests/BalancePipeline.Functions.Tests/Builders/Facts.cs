using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>A test that needs PostgreSQL, since the function app runs on nothing else.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = TestDatabase.PostgreSqlServer is null
        ? "BALANCE_TEST_POSTGRESQL names no server, e.g. 'Host=127.0.0.1;Port=5432;Username=postgres;Database=postgres'."
        : null;
}
