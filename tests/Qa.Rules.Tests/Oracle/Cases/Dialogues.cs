using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Real dialogues, where <c>../shared/data</c> lies beside the repository; without it there are none, and all interactions are made up.</summary>
internal static class Dialogues
{
    private static readonly string[][] Files = Directory.Exists(ProjectPaths.Dialogues)
        ? Directory.GetFiles(ProjectPaths.Dialogues, "*.jsonl").Order(StringComparer.Ordinal).Select(File.ReadAllLines).ToArray()
        : [];

    public static bool Any => Files.Length > 0;

    public static JsonObject Some(Draw draw) => JsonNode.Parse(draw.Of(draw.Of(Files)))!.AsObject();
}
