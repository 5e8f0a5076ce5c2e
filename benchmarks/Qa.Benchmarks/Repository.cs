using System.Text.Json;

namespace Qa.Benchmarks;

/// <summary>The repository's files, found from where the program was built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Texts of all turns of the project's own samples.</summary>
    public static IEnumerable<string> SampleTurns()
    {
        string[] files = ["samples/voice.jsonl", "samples/chat.jsonl"];
        foreach (var line in files.SelectMany(file => File.ReadLines(Path.Combine(Root, file))))
        {
            using var interaction = JsonDocument.Parse(line);
            foreach (var turn in interaction.RootElement.GetProperty("turns").EnumerateArray())
                yield return turn.GetProperty("text").GetString()!;
        }
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CallCenter.sln")))
                return folder;
        }

        throw new InvalidOperationException($"no CallCenter.sln above {AppContext.BaseDirectory}");
    }
}
