namespace BalancePipeline.Tests.Insights;

/// <summary>
/// Solves released sums for small groups. Knows exactly whose weeks stand behind every sum, and only not what they are. Works in a
/// finite field, so that nothing is lost to rounding.
/// </summary>
internal static class LinearAdversary
{
    /// <summary>What a person's week came to, after it was scored so often anew.</summary>
    internal sealed record Unknown(long Person, DateOnly Week, int Scored);

    private const ulong Prime = (1UL << 61) - 1;
    private const int Tries = 12;

    /// <summary>The fewest people that any combination of the sums could be brought down to, as far as elimination in random orders finds them.</summary>
    /// <param name="sums">Each a weighted sum over people's weeks; the weight is one over the given divisor.</param>
    /// <param name="random">Orders of elimination.</param>
    internal static int FewestPeople(IReadOnlyList<Dictionary<Unknown, int>> sums, Random random)
    {
        // Weeks that stand behind the same sums with the same weights can never be told apart.
        var columns = sums.Index().SelectMany(sum => sum.Item.Select(unit => (unit.Key, Row: sum.Index, Weight: Inverse((ulong)unit.Value))))
            .GroupBy(unit => unit.Key)
            .GroupBy(unit => string.Join(',', unit.Select(entry => $"{entry.Row}:{entry.Weight}")))
            .Select(column => (
                Entries: column.First().Select(entry => (entry.Row, entry.Weight)).ToList(),
                People: column.Select(unit => unit.Key.Person).Distinct().ToList()))
            .ToArray();
        var fewest = int.MaxValue;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            random.Shuffle(columns);
            fewest = Math.Min(fewest, FewestPeople(sums.Count, columns));
        }

        return fewest;
    }

    private static int FewestPeople(int rows, (List<(int Row, ulong Weight)> Entries, List<long> People)[] columns)
    {
        var matrix = new ulong[rows, columns.Length];
        foreach (var (column, (entries, _)) in columns.Index())
        {
            foreach (var (row, weight) in entries) matrix[row, column] = weight;
        }

        var rank = 0;
        for (var column = 0; column < columns.Length && rank < rows; column++)
        {
            var pivot = Enumerable.Range(rank, rows - rank).FirstOrDefault(row => matrix[row, column] != 0, -1);
            if (pivot < 0) continue;
            Swap(matrix, pivot, rank);
            Scale(matrix, rank, Inverse(matrix[rank, column]));
            for (var row = 0; row < rows; row++)
            {
                if (row != rank && matrix[row, column] != 0) Subtract(matrix, row, rank, matrix[row, column]);
            }

            rank++;
        }

        return Enumerable.Range(0, rank)
            .Select(row => columns.Index().Where(column => matrix[row, column.Index] != 0).SelectMany(column => column.Item.People).Distinct().Count())
            .DefaultIfEmpty(int.MaxValue).Min();
    }

    private static void Swap(ulong[,] matrix, int first, int second)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
            (matrix[first, column], matrix[second, column]) = (matrix[second, column], matrix[first, column]);
    }

    private static void Scale(ulong[,] matrix, int row, ulong factor)
    {
        for (var column = 0; column < matrix.GetLength(1); column++) matrix[row, column] = Multiply(matrix[row, column], factor);
    }

    private static void Subtract(ulong[,] matrix, int row, int from, ulong factor)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
        {
            if (matrix[from, column] == 0) continue;
            var difference = matrix[row, column] + Prime - Multiply(matrix[from, column], factor);
            matrix[row, column] = difference >= Prime ? difference - Prime : difference;
        }
    }

    // The remainder by a Mersenne prime is the sum of the digits to its base.
    private static ulong Multiply(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        var sum = (low & Prime) + (low >> 61 | high << 3);
        return sum >= Prime ? sum - Prime : sum;
    }

    // Fermat: a^(p-2) is the inverse of a.
    private static ulong Inverse(ulong value)
    {
        var result = 1UL;
        for (var (power, exponent) = (value, Prime - 2); exponent > 0; exponent >>= 1, power = Multiply(power, power))
        {
            if ((exponent & 1) == 1) result = Multiply(result, power);
        }

        return result;
    }
}
