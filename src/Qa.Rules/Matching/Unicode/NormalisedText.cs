namespace Qa.Rules.Matching;

/// <summary>
/// A normalised text that knows where in the original each of its characters comes from, so that evidence can be shown in the
/// words that were said. Made by <see cref="TextNormaliser.NormaliseWithPositions"/>.
/// </summary>
public sealed class NormalisedText
{
    private readonly int _originalLength;
    private readonly int[] _starts;
    private readonly int[] _ends;

    // INVARIANT: an element a unit of the text; both lists never fall; a start is less than its end.
    internal NormalisedText(string text, int originalLength, int[] starts, int[] ends) =>
        (Text, _originalLength, _starts, _ends) = (text, originalLength, starts, ends);

    /// <summary>The normalised text.</summary>
    public string Text { get; }

    /// <summary>
    /// The stretch of the original, in UTF-16 units, that a stretch of <see cref="Text"/> covers: from the start of what its
    /// first character covers to the end of what its last one does. Half a surrogate pair covers what the whole one does. An
    /// empty stretch covers nothing, at the start of the character after it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not within <see cref="Text"/>.</exception>
    public (int Start, int Length) ToOriginal(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Text.Length - start);
        var first = start == Text.Length ? _originalLength : _starts[start];
        return length == 0 ? (first, 0) : (first, _ends[start + length - 1] - first);
    }
}
