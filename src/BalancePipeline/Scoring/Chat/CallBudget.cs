namespace BalancePipeline.Scoring.Chat;

/// <summary>Counts calls of a UTC day.</summary>
internal sealed class CallBudget(int perDay, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _spent;

    /// <summary>True where one more call may be made today; it is then counted.</summary>
    public bool TrySpend()
    {
        lock (_lock)
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            if (today != _day) (_day, _spent) = (today, 0);
            if (_spent >= perDay) return false;
            _spent++;
            return true;
        }
    }
}
