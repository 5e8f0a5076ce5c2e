namespace Qa.Rules.Matching;

/// <summary>Normalised text as it grows: one array for the turns of an interaction, kept and reused for the next.</summary>
internal sealed class TextBuffer
{
    private const int InitialCapacity = 1024;

    private StretchNormaliser? _stretches;

    public char[] Chars = new char[InitialCapacity];

    public int Length;

    /// <summary>The general path's working memory, which lives as long as the buffer.</summary>
    internal StretchNormaliser Stretches => _stretches ??= new StretchNormaliser();

    public ReadOnlySpan<char> Text => Chars.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Makes room for <paramref name="more"/> units after <see cref="Length"/>.</summary>
    public void Reserve(int more)
    {
        var needed = checked(Length + more);
        if (needed > Chars.Length)
            Array.Resize(ref Chars, Math.Max(needed, (int)Math.Min(Chars.Length * 2L, Array.MaxLength)));
    }
}
