using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BalancePipeline.Storage;

/// <summary>Where the story is remembered.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Storage";

    /// <summary><c>Data Source=balance.db</c> for SQLite, <c>Host=…;Database=…</c> for PostgreSQL.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:ConnectionString is missing; give 'Data Source=balance.db' (SQLite) or 'Host=…;Database=…' (PostgreSQL).")]
    public string ConnectionString { get; set; } = "Data Source=balance.db";

    /// <summary>
    /// SQLite's <c>synchronous</c>: <c>FULL</c> keeps what was answered for even when the power fails; <c>NORMAL</c> and <c>OFF</c>
    /// trade that for speed.
    /// </summary>
    [RegularExpression("FULL|NORMAL|OFF", ErrorMessage = "Storage:SqliteSynchronous must be FULL, NORMAL or OFF.")]
    public string SqliteSynchronous { get; set; } = "FULL";

    /// <summary>Where PostgreSQL's password comes from when it changes while the program runs; null for the connection string's. Set by a host.</summary>
    public Func<CancellationToken, ValueTask<string>>? Password { get; set; }

    /// <summary>True when the connection string is one of PostgreSQL.</summary>
    public bool IsPostgreSql => ConnectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WhyUnreadable() is { } reason)
            yield return new ValidationResult($"Storage:ConnectionString: {reason} Give 'Data Source=balance.db' (SQLite) or 'Host=…;Database=…' (PostgreSQL).");
    }

    // What is said here names no password: it is text, and no builder refuses any.
    private string? WhyUnreadable()
    {
        try
        {
            DbConnectionStringBuilder _ = IsPostgreSql ? new NpgsqlConnectionStringBuilder(ConnectionString) : new SqliteConnectionStringBuilder(ConnectionString);
            return null;
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException)
        {
            return refused.Message;
        }
    }
}
