using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>Values of a document as forms write and read them.</summary>
internal static class Written
{
    public static DocumentScalar Text(string text) => new(default, ScalarKind.String, text);

    /// <param name="number">As <see cref="NumberOf"/> gives it.</param>
    public static DocumentScalar Number(string number) => new(default, ScalarKind.Number, number);

    public static DocumentScalar Truth(bool value) => new(default, ScalarKind.Boolean, value ? "true" : "false");

    public static DocumentSequence List(IEnumerable<string> texts) => new(default, [.. texts.Select(Text)]);

    public static DocumentMapping Mapping(params ReadOnlySpan<(string Key, DocumentNode Value)> entries)
    {
        var made = ImmutableArray.CreateBuilder<DocumentEntry>(entries.Length);
        foreach (var (key, value) in entries)
            made.Add(new(key, default, value));
        return new(default, made.DrainToImmutable());
    }

    /// <summary>The text of a scalar; empty for anything else.</summary>
    public static string TextOf(DocumentNode? node) => node is DocumentScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : "";

    /// <summary>The texts of a list; those of a single text too, as nothing is lost in a form.</summary>
    public static IEnumerable<string> TextsOf(DocumentNode? node) => node switch
    {
        DocumentSequence list => list.Items.Select(TextOf),
        DocumentScalar scalar => [TextOf(scalar)],
        _ => [],
    };

    public static bool IsTrue(DocumentNode? node) => node is DocumentScalar { Kind: ScalarKind.Boolean, Text: "true" or "True" or "TRUE" };

    /// <summary>What was typed as a number, as a document writes it; null where it is none.</summary>
    public static string? NumberOf(string typed) =>
        decimal.TryParse(typed.Trim(), System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
