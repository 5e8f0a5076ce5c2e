using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>Makes and takes apart document nodes that stand in no source text; keys of workflows are found as RulesEngine's users write them, in any case.</summary>
internal static class DocumentParts
{
    public static DocumentScalar Text(string value) => new(default, ScalarKind.String, value);

    public static DocumentScalar Number(decimal value) => new(default, ScalarKind.Number, value.ToString(CultureInfo.InvariantCulture));

    public static DocumentScalar Truth(bool value) => new(default, ScalarKind.Boolean, value ? "true" : "false");

    public static DocumentMapping Mapping(params ReadOnlySpan<(string Key, DocumentNode Value)> entries)
    {
        var made = ImmutableArray.CreateBuilder<DocumentEntry>(entries.Length);
        foreach (var (key, value) in entries)
            made.Add(new(key, default, value));
        return new(default, made.ToImmutable());
    }

    public static DocumentMapping Mapping(IEnumerable<(string Key, DocumentNode Value)> entries) => Mapping(entries.ToArray());

    public static DocumentSequence Sequence(IEnumerable<DocumentNode> items) => new(default, [.. items]);

    /// <summary>The value of a key in any case; null when there is none, or it is JSON's null, which stands for none.</summary>
    public static DocumentNode? Find(this DocumentMapping mapping, string key)
    {
        foreach (var entry in mapping.Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase))
                return entry.Value is DocumentScalar { Kind: ScalarKind.Null } ? null : entry.Value;
        }

        return null;
    }

    public static string? AsText(this DocumentNode? node) => node is DocumentScalar { Kind: ScalarKind.String } scalar ? scalar.Text : null;

    public static bool? AsTruth(this DocumentNode? node) =>
        node is DocumentScalar { Kind: ScalarKind.Boolean } scalar ? string.Equals(scalar.Text, "true", StringComparison.Ordinal) : null;

    public static decimal? AsDecimal(this DocumentNode? node) =>
        node is DocumentScalar { Kind: ScalarKind.Number } scalar
        && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public static ImmutableArray<DocumentNode> AsItems(this DocumentNode? node) => node is DocumentSequence sequence ? sequence.Items : [];
}
