using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BalancePipeline.Tests.Builders;

/// <summary>Keeps what is counted while it lives, by whichever test: the meter is one for the whole process.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener;

    public Measurements()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name) listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => All.Enqueue($"{instrument.Name} {Text(tags.ToArray())}"));
        _listener.Start();
    }

    /// <summary>Each measurement by its name and tags, e.g. <c>balance.mails.sent kind=prompt outcome=sent</c>.</summary>
    public ConcurrentQueue<string> All { get; } = [];

    public void Dispose() => _listener.Dispose();

    private static string Text(KeyValuePair<string, object?>[] tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
