using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace Qa.Rules.Versions;

/// <summary>Publication records as canonical JSON. What a record does not have is left out, not written as null.</summary>
public static class PublicationRecordJson
{
    private static readonly FrozenDictionary<string, PublicationMode> Modes = new Dictionary<string, PublicationMode>(StringComparer.Ordinal)
    {
        ["hot-set"] = PublicationMode.HotSet,
        ["hot-norm"] = PublicationMode.HotNorm,
        ["cold"] = PublicationMode.Cold,
        ["rollback"] = PublicationMode.Rollback,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Keys = FrozenSet.ToFrozenSet(
        ["ruleSet", "version", "treeHash", "parent", "mode", "normPath", "by", "at", "note", "previous"], StringComparer.Ordinal);

    /// <summary>How a mode is written: <c>hot-set</c>.</summary>
    public static string NameOf(PublicationMode mode) => Modes.Single(pair => pair.Value == mode).Key;

    public static byte[] Write(PublicationRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("ruleSet", record.RuleSet);
            json.WriteNumber("version", record.Version);
            json.WriteString("treeHash", record.TreeHash);
            if (record.Parent is { } parent)
                json.WriteNumber("parent", parent);
            json.WriteString("mode", NameOf(record.Mode));
            if (record.NormPath is { } normPath)
                json.WriteString("normPath", normPath);
            json.WriteString("by", record.By);
            json.WriteString("at", record.At);
            json.WriteString("note", record.Note);
            if (record.Previous is { } previous)
                json.WriteString("previous", previous);
            json.WriteEndObject();
        }

        return CanonicalJson.OfText(output.WrittenMemory);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is anything else, down to a key too many, as that would not be under the hash.</summary>
    public static PublicationRecord? Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object
                || json.EnumerateObject().Any(static member => !Keys.Contains(member.Name))
                || !Modes.TryGetValue(Text(json, "mode"), out var mode))
                return null;
            var record = new PublicationRecord(
                Text(json, "ruleSet"),
                json.GetProperty("version").GetInt32(),
                Text(json, "treeHash"),
                json.TryGetProperty("parent", out var parent) ? parent.GetInt32() : null,
                mode,
                OptionalText(json, "normPath"),
                Text(json, "by"),
                Text(json, "at"),
                Text(json, "note"),
                OptionalText(json, "previous"));
            return CanonicalJson.Of(json).AsSpan().SequenceEqual(Write(record)) ? record : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string key) =>
        json.GetProperty(key).GetString() ?? throw new FormatException($"The value of '{key}' is null.");

    private static string? OptionalText(JsonElement json, string key) =>
        json.TryGetProperty(key, out _) ? Text(json, key) : null;
}
