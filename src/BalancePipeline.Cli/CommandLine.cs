using System.CommandLine;
using System.CommandLine.Parsing;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Cli;

/// <summary>Runs a command so that whatever goes wrong ends in one clear line and a non-zero exit code.</summary>
internal static class CommandLine
{
    /// <summary>The command ran and failed.</summary>
    internal const int Failed = 1;

    /// <summary>The command was called with words it doesn't know.</summary>
    internal const int WrongUsage = 2;

    private const int Interrupted = 130;

    internal static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var call = root.Parse(args);
        if (call.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"balance: {Explain(call)} See 'balance --help'.");
            return WrongUsage;
        }

        try
        {
            return await call.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception exception) when (Explain(exception) is { } line)
        {
            await Console.Error.WriteLineAsync($"balance: {line}");
            return Failed;
        }
    }

    // An option that nobody knows was taken for a file; it is the stranger then, not the file that follows.
    private static string Explain(ParseResult call) =>
        call.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult) is { } wrong ? wrong.Message
        : call.UnmatchedTokens is [var word, ..] ? $"There is no command or option '{word}'." : call.Errors[0].Message;

    /// <summary>What to tell the user, or null for a defect of ours, whose stack trace is worth having.</summary>
    private static string? Explain(Exception exception) => exception switch
    {
        CommandException or StorageException or RosterException or TeamException or DataFileException or IOException or UnauthorizedAccessException => exception.Message,
        OptionsValidationException invalid => "A setting is wrong. " + string.Join(" ", invalid.Failures.Select(Bare)),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            "Settings are wrong. " + string.Join(" ", several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).Select(Bare).Distinct()),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => "A setting is wrong. " + exception.Message,
        InvalidDataException { InnerException: { } reason } => $"{exception.Message} {reason.Message}",
        _ => null,
    };

    /// <summary>Our own words, without "DataAnnotation validation failed for … with the error: '…'." around them.</summary>
    private static string Bare(string failure) =>
        failure.Split("with the error: '", 2) is [_, var ours] && ours.EndsWith("'.", StringComparison.Ordinal) ? ours[..^2] : failure;
}

/// <summary>Something the user can put right; the message says what and how.</summary>
internal sealed class CommandException(string message) : Exception(message);
