using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training;

/// <summary>
/// The thirds of cross-validation. All replies of a writer stand in one, since everybody whom the product meets is another writer; those
/// of <c>dev.jsonl</c>, whose writers are not told apart, by hash of the id.
/// </summary>
internal static class Folds
{
    private static readonly string[] Writers = ["AD", "BEG", "CFHIJLMNOPQRS"];

    public static int Count => Writers.Length;

    /// <summary>The third in which a reply is tested; -1 for what is only learned from.</summary>
    public static int Of(Example example) => example.Source switch
    {
        ExampleSource.Written => Array.FindIndex(Writers, writers => writers.Contains(example.Id[0])),
        ExampleSource.Dev => ExampleFiles.Hash(example.Id) / 4 % Count,
        _ => -1,
    };
}
