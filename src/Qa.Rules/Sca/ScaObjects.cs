using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Reading;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>
/// Finds values in SCA's objects. The same key is <c>check_range</c> in what is uploaded, <c>Check_range</c> in the SDKs and
/// <c>CheckRange</c> in what is returned; ids and numbers are written as numbers or as texts.
/// </summary>
internal static class ScaObjects
{
    /// <summary>The value of a key; null when there is none, or it is JSON's null.</summary>
    public static DocumentNode? Get(this DocumentMapping mapping, string key)
    {
        foreach (var entry in mapping.Entries)
        {
            if (AreSame(entry.Key, key))
                return entry.Value is DocumentScalar { Kind: ScalarKind.Null } ? null : entry.Value;
        }

        return null;
    }

    public static bool AreSame(string a, string b) =>
        string.Equals(a.Replace("_", "", StringComparison.Ordinal), b.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <summary>A text or number as text; null for anything else, and for a blank text.</summary>
    public static string? AsLabel(this DocumentNode? node) =>
        node is DocumentScalar { Kind: ScalarKind.String or ScalarKind.Number } scalar && !string.IsNullOrWhiteSpace(scalar.Text) ? scalar.Text.Trim() : null;

    public static decimal? AsNumber(this DocumentNode? node) =>
        node.AsLabel() is { } label && decimal.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int? AsWhole(this DocumentNode? node) =>
        node.AsNumber() is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= TreeLimits.WholeNumber ? (int)number : null;

    /// <summary>True, and 1, which some keys have for it.</summary>
    public static bool IsTrue(this DocumentNode? node) =>
        node is DocumentScalar { Kind: ScalarKind.Boolean } truth ? CoreSchema.IsTrue(truth.Text) : node.AsWhole() == 1;

    /// <summary>An object, also where it is given as its JSON text.</summary>
    public static DocumentMapping? AsObject(this DocumentNode? node) => node switch
    {
        DocumentMapping mapping => mapping,
        DocumentScalar { Kind: ScalarKind.String, Text: var text } when text.AsSpan().TrimStart() is ['{', ..] => DocumentReader.Read(text).Root as DocumentMapping,
        _ => null,
    };

    /// <summary>The texts of a list.</summary>
    public static string[] TextsOf(this DocumentMapping mapping, string key, string wrapped) =>
        [.. ListOf(mapping, key, wrapped).AsItems().Select(AsLabel).OfType<string>()];

    /// <summary>The objects of a list.</summary>
    public static ImmutableArray<DocumentMapping> ObjectsOf(this DocumentMapping mapping, string key, string wrapped) =>
        [.. ListOf(mapping, key, wrapped).AsItems().OfType<DocumentMapping>()];

    // What is returned wraps a list in an object of one key.
    private static DocumentNode? ListOf(DocumentMapping mapping, string key, string wrapped) =>
        mapping.Get(key) is DocumentMapping holder ? holder.Get(wrapped) : mapping.Get(key);
}
