using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BalancePipeline.Storage;

/// <summary>
/// Writes many rows of one kind. SQLite gets one statement that is compiled once, where EF would have it compile one for each row;
/// PostgreSQL gets new rows by COPY, and changed ones as arrays in one statement.
/// </summary>
internal static class ManyRows
{
    /// <summary>Inserts rows; their keys are not read back.</summary>
    /// <exception cref="DbUpdateException">The database refuses a row; none is inserted.</exception>
    internal static async Task InsertManyAsync<T>(this BalanceDb db, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0) return;
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Where(property => property.ValueGenerated is ValueGenerated.Never).ToList();
        var names = string.Join(", ", columns.Select(column => column.GetColumnName()));
        try
        {
            await (db.IsPostgreSql
                ? CopyAsync(db, $"COPY {entity.GetTableName()} ({names}) FROM STDIN (FORMAT BINARY)", columns, rows, cancellationToken)
                : ExecuteAsync(db, $"INSERT INTO {entity.GetTableName()} ({names}) VALUES ({string.Join(", ", columns.Select(Parameter))})", columns, rows, cancellationToken));
        }
        catch (DbException exception)
        {
            throw new DbUpdateException($"Rows of {entity.GetTableName()} can't be inserted.", exception);
        }
    }

    /// <summary>Writes some columns of tracked rows, which count as saved then.</summary>
    internal static async Task UpdateManyAsync<T>(this BalanceDb db, IReadOnlyCollection<T> rows, IEnumerable<string> properties, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0) return;
        var entity = db.Model.FindEntityType(typeof(T))!;
        var key = entity.FindPrimaryKey()!.Properties[0];
        var columns = properties.Select(name => entity.FindProperty(name)!).ToList();
        string Assignments(Func<IProperty, string> value) => string.Join(", ", columns.Select(column => $"{column.GetColumnName()} = {value(column)}"));
        await (db.IsPostgreSql
            ? UpdateAtOnceAsync(
                db, $"UPDATE {entity.GetTableName()} AS old SET {Assignments(column => "new." + column.GetColumnName())}", key, [key, .. columns], rows, cancellationToken)
            : ExecuteAsync(
                db, $"UPDATE {entity.GetTableName()} SET {Assignments(Parameter)} WHERE {key.GetColumnName()} = {Parameter(key)}", [key, .. columns], rows, cancellationToken));

        // They are written, and need not be saved again.
        foreach (var row in rows) db.Entry(row).State = EntityState.Unchanged;
    }

    private static string Parameter(IProperty column) => "@" + column.Name;

    private static async Task ExecuteAsync<T>(
        BalanceDb db, string sql, List<IProperty> columns, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        var parameters = columns.Select(column => Add(command, Parameter(column))).ToList();
        foreach (var row in rows)
        {
            for (var index = 0; index < parameters.Count; index++) parameters[index].Value = Value(columns[index], row);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (own is not null) await own.CommitAsync(cancellationToken);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task CopyAsync<T>(
        BalanceDb db, string sql, List<IProperty> columns, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using (var copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(sql, cancellationToken))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var column in columns)
                {
                    if (Value(column, row) is var value && value == DBNull.Value) await copy.WriteNullAsync(cancellationToken);
                    else await copy.WriteAsync(value, column.GetRelationalTypeMapping().StoreType, cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await db.Database.CloseConnectionAsync();
    }

    /// <summary>One statement for all rows, which come as one array for each column.</summary>
    private static async Task UpdateAtOnceAsync<T>(
        BalanceDb db, string update, IProperty key, List<IProperty> columns, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using (var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand())
        {
            command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = $"{update} FROM unnest({string.Join(", ", columns.Select(Parameter))}) AS new ({string.Join(", ", columns.Select(column => column.GetColumnName()))}) "
                + $"WHERE old.{key.GetColumnName()} = new.{key.GetColumnName()}";
            foreach (var column in columns)
            {
                command.Parameters.Add(new NpgsqlParameter(column.Name, Values(column, rows)) { DataTypeName = column.GetRelationalTypeMapping().StoreType + "[]" });
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await db.Database.CloseConnectionAsync();
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static Array Values<T>(IProperty column, IReadOnlyCollection<T> rows)
        where T : class
    {
        var type = column.GetTypeMapping().Converter?.ProviderClrType ?? column.ClrType;
        var nullable = type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
        var values = Array.CreateInstance(nullable, rows.Count);
        foreach (var (index, row) in rows.Index())
        {
            if (Value(column, row) is var value && value != DBNull.Value) values.SetValue(value, index);
        }

        return values;
    }

    private static object Value(IProperty column, object row)
    {
        var value = column.GetGetter().GetClrValue(row);
        var converter = column.GetTypeMapping().Converter;
        return (value is null || converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
    }
}
