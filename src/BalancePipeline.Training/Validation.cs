using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training;

/// <summary>
/// What is set aside to learn how far to trust which model, and to choose between ways of teaching: all replies of two writers, since
/// everybody whom the product meets is another writer, and half of those of <c>dev.jsonl</c>, by hash of the id.
/// </summary>
internal static class Validation
{
    private const string Writers = "AD";

    public static bool Holds(Example example) => example.Source switch
    {
        ExampleSource.Written => Writers.Contains(example.Id[0]),
        ExampleSource.Dev => ExampleFiles.Hash(example.Id) / 4 % 2 == 0,
        _ => false,
    };
}
