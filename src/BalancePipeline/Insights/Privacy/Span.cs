namespace BalancePipeline.Insights.Privacy;

/// <summary>Whole numbers of people from one to another.</summary>
internal readonly record struct Span(int Low, int High)
{
    internal bool IsEmpty => Low > High;

    internal Span And(Span other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    /// <summary>What is left for one part of a sum that this is the whole of.</summary>
    internal Span Without(Span sum, Span part) => new(Low - (sum.High - part.High), High - (sum.Low - part.Low));

    /// <summary>Whether it says that of so many people all, none, or some but fewer than the minimum are meant or are not meant.</summary>
    internal bool Tells(int people, int minimum) =>
        people > 0 && (TellsOfFew(Low, High, minimum) || TellsOfFew(people - High, people - Low, minimum));

    private static bool TellsOfFew(int low, int high, int minimum) => high <= 0 || (low > 0 && high < minimum);

    public static Span operator +(Span left, Span right) => new(left.Low + right.Low, left.High + right.High);
}
