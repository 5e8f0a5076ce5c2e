namespace Qa.Rules.Interactions;

/// <summary>The value of an interaction's attribute: a string, a number or a boolean; the default value is null (absent).</summary>
public readonly record struct AttributeValue
{
    private AttributeValue(AttributeKind kind, string? text, ExactNumber number, bool truth) =>
        (Kind, Text, Number, Truth) = (kind, text, number, truth);

    public AttributeKind Kind { get; }

    /// <summary>The string when <see cref="Kind"/> is <see cref="AttributeKind.Text"/>; for a number, its text as written.</summary>
    public string? Text { get; }

    public ExactNumber Number { get; }

    public bool Truth { get; }

    public static AttributeValue FromText(string text) => new(AttributeKind.Text, text, default, false);

    /// <param name="written">The number as it was written in the interaction.</param>
    public static AttributeValue FromNumber(ExactNumber number, string? written = null) =>
        new(AttributeKind.Number, written, number, false);

    public static AttributeValue FromBoolean(bool truth) => new(AttributeKind.Boolean, null, default, truth);
}

/// <summary>What an <see cref="AttributeValue"/> holds.</summary>
public enum AttributeKind : byte
{
    Absent,
    Text,
    Number,
    Boolean,
}
