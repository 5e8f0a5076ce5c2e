using System.Collections.Frozen;
using System.Text;

namespace Qa.Transcription.Transcripts.Text;

/// <summary>
/// Makes simplified Chinese of traditional, character by character, by the embedded table of Unihan: engines write either, as it
/// comes, and norms are written in one. Everything else stays as it is.
/// </summary>
public static class SimplifiedChinese
{
    private static readonly Lazy<FrozenDictionary<Rune, Rune>> Table = new(Load);

    public static string Of(string text)
    {
        const char beforeAnyHan = '\u3400';
        if (!text.AsSpan().ContainsAnyInRange(beforeAnyHan, char.MaxValue))
            return text;
        StringBuilder? changed = null;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Table.Value.TryGetValue(rune, out var simplified))
            {
                changed ??= new(text, 0, position, text.Length);
                changed.Append(simplified);
            }
            else
            {
                changed?.Append(rune);
            }

            position += rune.Utf16SequenceLength;
        }

        return changed?.ToString() ?? text;
    }

    private static FrozenDictionary<Rune, Rune> Load()
    {
        using var stream = typeof(SimplifiedChinese).Assembly.GetManifestResourceStream("simplified-15.0.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var pairs = new Dictionary<Rune, Rune>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            Rune[] runes = [.. line.EnumerateRunes()];
            pairs.Add(runes[0], runes[1]);
        }

        return pairs.ToFrozenDictionary();
    }
}
