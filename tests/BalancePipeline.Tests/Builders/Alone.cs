namespace BalancePipeline.Tests.Builders;

/// <summary>Tests that measure what the whole process does: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
