namespace BalancePipeline.Training.Learning;

/// <summary>Turns matrices, so that one matrix product serves both directions.</summary>
internal static class Transposed
{
    public static float[] Of(ReadOnlySpan<float> values, int rows, int columns)
    {
        var turned = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) turned[(column * rows) + row] = values[(row * columns) + column];
        }

        return turned;
    }
}
