using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Tests.Builders;

/// <summary>Keeps what a host logs.</summary>
public sealed class RecordedLogs : ILoggerProvider
{
    /// <summary>Level, category and text of each entry.</summary>
    public ConcurrentQueue<string> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Entries.Enqueue($"{logLevel} {category}: {formatter(state, exception)}");
    }
}
