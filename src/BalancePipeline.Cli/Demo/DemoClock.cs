namespace BalancePipeline.Cli.Demo;

/// <summary>A clock that is moved by hand through the made-up past, and then goes on as the real one.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset? _lived = start;

    public override DateTimeOffset GetUtcNow() => _lived ?? base.GetUtcNow();

    internal void MoveTo(DateTimeOffset moment) => _lived = moment;

    internal void GoOnAsRealTime() => _lived = null;
}
