using System.Diagnostics;
using System.Text;

namespace BalancePipeline.Tests.Builders;

/// <summary>Runs the program itself, as a user would.</summary>
public static class BalanceProgram
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramRun> RunAsync(string input, params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it until it has written a line, and ends it.</summary>
    public static async Task<string?> FirstLineAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var line = await process.StandardOutput.ReadLineAsync();
        process.Kill();
        await process.WaitForExitAsync();
        return line;
    }

    private static Process Start(IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "balance.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
}

/// <summary>How a run ended.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The one line on standard error, and no failure elsewhere; a stack trace would be more.</summary>
    public string OneError()
    {
        Assert.DoesNotContain("fail:", Output, StringComparison.Ordinal);
        return Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
