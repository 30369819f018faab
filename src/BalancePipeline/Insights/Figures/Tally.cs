namespace BalancePipeline.Insights.Figures;

/// <summary>Sums over the writers of a group. Groups that share nobody add up.</summary>
internal sealed class Tally
{
    internal int Writers { get; private set; }

    /// <summary>People in the group's teams, whether they were asked or not.</summary>
    internal int Members { get; set; }

    /// <summary>People who were asked in the week, whether they wrote or not.</summary>
    internal int Asked { get; set; }

    /// <summary>The scorers behind it.</summary>
    internal SortedSet<string> ScorerVersions { get; } = new(StringComparer.Ordinal);

    internal Moments Results { get; private set; }

    internal Moments Relationships { get; private set; }

    internal Moments Balance { get; private set; }

    internal Moments Depth { get; private set; }

    internal Moments Confidence { get; private set; }

    /// <summary>Writers by label, in the order of <see cref="LabelSet.All"/>.</summary>
    internal int[] Labels { get; } = new int[LabelSet.All.Count];

    /// <summary>Writers by <see cref="Scoring.Position"/>.</summary>
    internal int[] Positions { get; } = new int[4];

    internal void Add(PersonWeek person)
    {
        Add(person.Point);
        ScorerVersions.UnionWith(person.ScorerVersions);
    }

    internal void Add(in Point point)
    {
        Writers++;
        Results = Results.Plus(point.Results);
        Relationships = Relationships.Plus(point.Relationships);
        Balance = Balance.Plus(point.Balance);
        Depth = Depth.Plus(point.Depth);
        Confidence = Confidence.Plus(point.Confidence);
        Positions[(int)point.Position]++;
        for (var index = 0; index < Labels.Length; index++)
        {
            if (point.Labels.Has(index)) Labels[index]++;
        }
    }

    internal void Add(Tally group)
    {
        Writers += group.Writers;
        ScorerVersions.UnionWith(group.ScorerVersions);
        Members += group.Members;
        Asked += group.Asked;
        Results += group.Results;
        Relationships += group.Relationships;
        Balance += group.Balance;
        Depth += group.Depth;
        Confidence += group.Confidence;
        for (var index = 0; index < Labels.Length; index++) Labels[index] += group.Labels[index];
        for (var index = 0; index < Positions.Length; index++) Positions[index] += group.Positions[index];
    }
}

/// <summary>A sum and a sum of squares.</summary>
internal readonly record struct Moments(double Sum, double Squares)
{
    internal Moments Plus(double value) => new(Sum + value, Squares + value * value);

    public static Moments operator +(Moments left, Moments right) => new(left.Sum + right.Sum, left.Squares + right.Squares);
}
