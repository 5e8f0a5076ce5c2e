using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls;

/// <summary>The one place where the fields of calls of all forms are checked, with the limits that an interaction has.</summary>
/// <param name="place">The call's place in the data.</param>
/// <param name="placeOf">The place of a member of the call: <c>line 3, 'id'</c>, <c>calls[2].id</c>.</param>
internal sealed class CallFields(CallDataErrors errors, TimeZoneInfo zone, string place, Func<string, string, string> placeOf)
{
    private static readonly string[] Left = ["0", "left", "左", "左声道"];
    private static readonly string[] Right = ["1", "right", "右", "右声道"];

    public string Place => place;

    /// <summary>Whether nothing of this call was reported.</summary>
    public bool AreSound { get; private set; } = true;

    /// <param name="member">Empty for the call as a whole.</param>
    public void Report(string member, string found, string expected)
    {
        AreSound = false;
        errors.Add(member.Length == 0 ? place : placeOf(place, CallDataErrors.Shortened(member)), found, expected);
    }

    public string? Identity(string member, string? text)
    {
        if (text is { Length: 0 or > InteractionReader.MaximumIdLength })
            Report(member, $"{text.Length} characters", $"a string of 1 to {InteractionReader.MaximumIdLength} characters");
        return Text(member, text);
    }

    public string? Text(string member, string? text)
    {
        // What is found by it is kept as text, and PostgreSQL keeps no U+0000 in one.
        if (text?.Contains('\0', StringComparison.Ordinal) == true)
            Report(member, "a text with U+0000", "one without");
        if (text is { Length: > CallDataReader.MaximumFieldLength })
            Report(member, $"{text.Length} characters", $"at most {CallDataReader.MaximumFieldLength}");
        return text;
    }

    /// <summary>The name of a recording, with or without folders.</summary>
    public string? File(string member, string? text)
    {
        if (text is not null && RecordingName.LastPartOf(text).Length == 0)
            Report(member, $"'{CallDataErrors.Shortened(text)}'", "the name of a file");
        return Text(member, text);
    }

    public string? Time(string member, string? text)
    {
        if (text is null)
            return null;
        var time = CallTime.Read(text, zone);
        if (time is null)
            Report(member, $"'{CallDataErrors.Shortened(text)}'", CallTime.Expected);
        return time;
    }

    public int? Channel(string member, string? text)
    {
        if (text is null)
            return null;
        if (Left.Contains(text, StringComparer.OrdinalIgnoreCase))
            return 0;
        if (Right.Contains(text, StringComparer.OrdinalIgnoreCase))
            return 1;
        Report(member, $"'{CallDataErrors.Shortened(text)}'", "left or right, or 0 or 1");
        return null;
    }

    public void Attribute(IDictionary<string, AttributeValue> attributes, string member, string key, AttributeValue value)
    {
        if (key.Length is 0 or > CallDataReader.MaximumKeyLength)
            Report(member, $"a name of {key.Length} characters", $"a name of 1 to {CallDataReader.MaximumKeyLength} characters");
        else if (attributes.Count == CallDataReader.MaximumAttributes)
            Report(member, "one more attribute", $"at most {CallDataReader.MaximumAttributes}");
        else if (attributes.ContainsKey(key))
            Report(member, $"the attribute '{CallDataErrors.Shortened(key)}' again", "each attribute once");
        else
            attributes.Add(key, value.Kind == AttributeKind.Text ? AttributeValue.FromText(Text(member, value.Text)!) : value);
    }
}
