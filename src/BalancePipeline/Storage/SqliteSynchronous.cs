using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BalancePipeline.Storage;

/// <summary>Tells every connection how hard to try to keep what is written; SQLite remembers that for a connection only.</summary>
internal sealed class SqliteSynchronous(string level) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA synchronous = {level}";
        return command;
    }
}
