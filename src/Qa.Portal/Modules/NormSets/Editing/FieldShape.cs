using System.Collections.Immutable;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>One field of a form for a condition: which key it writes, and what may stand there.</summary>
/// <param name="Key">As documents name it; empty where the value of the operator is itself the field.</param>
/// <param name="IsRequired">Whether the key must be there.</param>
/// <param name="Default">What holds where the key is not there, as shown in the empty field; null where there is none to show.</param>
/// <param name="Choices">Of a choice, as documents write them.</param>
public sealed record FieldShape(string Key, FieldKind Kind, bool IsRequired = false, string? Default = null, ImmutableArray<string> Choices = default);

/// <summary>What stands in a field.</summary>
public enum FieldKind
{
    /// <summary>A list of phrases, and of lexicons by <c>@name</c>.</summary>
    Phrases,

    /// <summary>A list of whole scripts.</summary>
    Scripts,

    /// <summary>One line of text: a pattern, an expression.</summary>
    Text,

    /// <summary>The name of a condition of <c>let</c>.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>Seconds, with decimals.</summary>
    Seconds,

    /// <summary>0 to 1.</summary>
    Share,

    Choice,

    /// <summary>Turns or seconds from one end, or turns between two.</summary>
    Window,

    Condition,

    Conditions,
}
