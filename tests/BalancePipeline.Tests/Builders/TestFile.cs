namespace BalancePipeline.Tests.Builders;

/// <summary>A file with a content, gone when the test is.</summary>
public sealed class TestFile : IDisposable
{
    public TestFile(string content, string extension = ".json")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"balance-test-{Guid.CreateVersion7():N}{extension}");
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
