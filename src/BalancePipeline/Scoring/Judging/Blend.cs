namespace BalancePipeline.Scoring.Judging;

/// <summary>A weighted sum of what the models say and, for a measure, the value that comes nearest to what readers say where it stands.</summary>
/// <param name="Encoder">Weight of the encoder.</param>
/// <param name="Linear">Weight of the linear model.</param>
/// <param name="Sentences">Weight of the linear model's reading sentence by sentence.</param>
/// <param name="Offset">Added to the sum.</param>
/// <param name="Steps">Values for sums of 0, 0.25, 0.5 and so on, rising; between them, a straight line. Null: the sum itself.</param>
internal sealed record Blend(float Encoder, float Linear, float Sentences, float Offset, float[]? Steps = null)
{
    /// <summary>Distance of two steps.</summary>
    public const float Step = 0.25f;

    public float Of(float encoder, float linear, float sentences)
    {
        var sum = (Encoder * encoder) + (Linear * linear) + (Sentences * sentences) + Offset;
        if (Steps is null) return sum;
        var at = Math.Clamp(sum / Step, 0, Steps.Length - 1.001f);
        var below = (int)at;
        return Steps[below] + ((at - below) * (Steps[below + 1] - Steps[below]));
    }
}
