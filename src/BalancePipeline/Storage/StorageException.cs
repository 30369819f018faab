namespace BalancePipeline.Storage;

/// <summary>The storage can't be used; the message says what to do.</summary>
public class StorageException : Exception
{
    /// <summary>A refusal in words for the operator.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal in words for the operator, with its cause.</summary>
    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The database was made by a newer version: this program must not write into a schema that it doesn't know.</summary>
public sealed class NewerSchemaException(string message) : StorageException(message);
