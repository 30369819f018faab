using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BalancePipeline.Storage;

/// <summary>Tells a broken promise of uniqueness (harmless: somebody was faster) from other failures.</summary>
public static class UniqueViolations
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>True where the database holds already what was to be unique.</summary>
    /// <param name="exception">What saving threw.</param>
    public static bool IsUniqueViolation(this DbUpdateException exception) => exception?.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };
}
