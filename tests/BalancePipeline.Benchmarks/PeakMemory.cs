namespace BalancePipeline.Benchmarks;

/// <summary>Watches the working set while something runs.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;

    internal PeakMemory()
    {
        GC.Collect();
        Before = WorkingSet = Environment.WorkingSet;
        _timer = new Timer(_ => WorkingSet = Math.Max(WorkingSet, Environment.WorkingSet), null, 0, 20);
    }

    internal long Before { get; }

    internal long WorkingSet { get; private set; }

    public void Dispose() => _timer.Dispose();
}
