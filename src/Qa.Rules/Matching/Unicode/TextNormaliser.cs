namespace Qa.Rules.Matching;

/// <summary>
/// Brings text into the form in which phrases, scripts and turns are compared (norm-tree.md §2): NFKC, without format
/// characters and variation selectors, in simple lower case, and with every run of punctuation, symbols and spaces turned into
/// one space between two word characters and into nothing elsewhere. The same for every machine, culture and year.
/// </summary>
public static class TextNormaliser
{
    /// <summary>The normalised form of a text. An unpaired surrogate, which input checks refuse, is punctuation here.</summary>
    public static string Normalise(ReadOnlySpan<char> text)
    {
        var buffer = new TextBuffer();
        Append(text, buffer);
        return new string(buffer.Text);
    }

    /// <summary>The same, with the place in <paramref name="text"/> that every character of it comes from.</summary>
    public static NormalisedText NormaliseWithPositions(string text)
    {
        var positions = new PositionedText();
        new PositionedNormaliser().Append(text, positions);
        return new NormalisedText(new string(positions.Units), text.Length, positions.Starts.ToArray(), positions.Ends.ToArray());
    }

    /// <summary>Appends the normalised form of a text to a buffer, as if the text stood alone; allocates nothing once the buffer has grown.</summary>
    internal static void Append(ReadOnlySpan<char> text, TextBuffer buffer) => TextAppender.Append(text, buffer);
}
