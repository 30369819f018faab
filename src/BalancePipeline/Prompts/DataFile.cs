using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BalancePipeline.Prompts;

/// <summary>Reads data files of the product and of the organisation: JSON, comments and trailing commas allowed.</summary>
internal static class DataFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A file that is part of the product.</summary>
    internal static T Embedded<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"BalancePipeline.Prompts.{name}")!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    /// <summary>A file of the organisation.</summary>
    /// <exception cref="DataFileException">It can't be read, or is not of the form.</exception>
    internal static T Read<T>(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new DataFileException($"'{path}' holds nothing.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException($"'{path}' can't be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new DataFileException($"'{path}', line {exception.LineNumber + 1}: {exception.Message}");
        }
    }
}

/// <summary>A data file is not as it must be; the message says what is wrong and where.</summary>
public sealed class DataFileException(string message) : Exception(message);
