using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Benchmarks.Rules;
using Qa.Grains.Inspection.Intake;

namespace Qa.Benchmarks.Grains;

/// <summary>Stored interactions of about 4 KB, made from the project's samples: the same in every run.</summary>
internal sealed class BenchInteractions
{
    private const int Bytes = 4_096;
    private const int Variants = 500;
    private const int Agents = 200;

    private readonly JsonObject[] _variants = [.. Enumerable.Range(0, Variants).Select(Variant)];

    /// <summary>Interactions of a range of numbers, a batch at a time.</summary>
    public IEnumerable<ReceivedInteraction[]> Batches(int first, int count) => Enumerable.Range(first, count).Select(Make).Chunk(InteractionIntake.MaximumBatch);

    /// <summary>The interaction of a number.</summary>
    public ReceivedInteraction Make(int number)
    {
        var json = _variants[number % Variants];
        json["id"] = FormattableString.Invariant($"bench-{number:D8}");
        json["startedAt"] = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        json["agent"] = new JsonObject { ["id"] = FormattableString.Invariant($"agent-{number % Agents}") };
        return ReceivedInteraction.Read(JsonSerializer.SerializeToUtf8Bytes(json, Plain)).Received!;
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Variant(int number)
    {
        var workload = new Workload((uint)(number + 1));
        var turns = new JsonArray();
        var json = new JsonObject { ["id"] = "", ["channel"] = "chat", ["startedAt"] = "", ["agent"] = new JsonObject(), ["turns"] = turns };
        var bytes = 150;
        for (var turn = 0; bytes < Bytes; turn++)
        {
            var text = workload.Sentence();
            turns.Add(new JsonObject { ["role"] = turn % 2 == 0 ? "agent" : "customer", ["text"] = text });
            bytes += System.Text.Encoding.UTF8.GetByteCount(text) + 28;
        }

        return json;
    }
}
