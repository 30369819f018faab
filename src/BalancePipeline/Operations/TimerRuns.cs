using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Operations;

/// <summary>Runs timers and remembers each one's last run, so that operators see what ran, what it did and what failed.</summary>
public sealed class TimerRuns(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Runs a timer.</summary>
    /// <param name="name">The timer.</param>
    /// <param name="run">Does the work and says in one line of numbers what it did.</param>
    /// <param name="cancellationToken">Stops waiting for the mark that the run leaves.</param>
    /// <remarks>An exception is remembered by its kind, since its message may hold personal data, and goes on to the host.</remarks>
    public async Task RunAsync(string name, Func<Task<string>> run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        var began = clock.GetUtcNow();
        var timestamp = clock.GetTimestamp();
        try
        {
            var summary = await run();
            Telemetry.TimerRan(name, clock.GetElapsedTime(timestamp), failed: false);
            await MarkAsync(name, began, summary, null, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Telemetry.TimerRan(name, clock.GetElapsedTime(timestamp), failed: true);
            await MarkAsync(name, began, null, exception.GetType().Name, cancellationToken);
            throw;
        }
    }

    private async Task MarkAsync(string name, DateTimeOffset began, string? summary, string? failure, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var run = await db.TimerRuns.SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
        if (run is null) db.TimerRuns.Add(run = new TimerRun { Name = name, Summary = "" });
        run.LastRunAt = began;
        run.Summary = summary ?? run.Summary;
        run.FailedAt = failure is null ? null : clock.GetUtcNow();
        run.Failure = failure;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Another instance ran for the first time at the same moment; its mark is as good.
        }
    }
}
