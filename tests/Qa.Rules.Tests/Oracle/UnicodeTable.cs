using System.Globalization;
using System.IO.Compression;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Unicode 15.0 as its own files say it: read line by line, kept in plain dictionaries.</summary>
internal static class UnicodeTable
{
    private static readonly Dictionary<int, Entry> Entries = [];
    private static readonly List<(int First, int Last, Entry Entry)> Ranges = [];
    private static readonly HashSet<int> NeverComposed = [];
    private static readonly Dictionary<(int, int), int> Compositions = [];
    private static readonly HashSet<int> SecondParts = [];
    private static readonly Entry Unassigned = new("Cn", 0, false, [], null);

    static UnicodeTable()
    {
        var first = 0;
        foreach (var line in Lines("UnicodeData-15.0.txt.gz"))
        {
            var fields = line.Split(';');
            if (fields[1].EndsWith(", First>", StringComparison.Ordinal))
            {
                first = Hex(fields[0]);
            }
            else if (fields[1].EndsWith(", Last>", StringComparison.Ordinal))
            {
                Ranges.Add((first, Hex(fields[0]), Entry.Of(fields)));
            }
            else
            {
                Entries[Hex(fields[0])] = Entry.Of(fields);
            }
        }

        foreach (var line in Lines("FullCompositionExclusion-15.0.txt.gz"))
        {
            var ends = line.Split("..");
            for (var c = Hex(ends[0]); c <= Hex(ends[^1]); c++) NeverComposed.Add(c);
        }

        foreach (var c in Entries.Keys.Where(c => !NeverComposed.Contains(c)))
        {
            var (compatibility, parts) = Decomposition(c);
            if (compatibility || parts.Length != 2) continue;
            Compositions.Add((parts[0], parts[1]), c);
            SecondParts.Add(parts[1]);
        }
    }

    /// <summary>Two letters, or <c>Cn</c> for what 15.0 does not assign.</summary>
    public static string Category(int c) => Of(c).Category;

    public static int CombiningClass(int c) => Of(c).CombiningClass;

    /// <summary>Field 5, one step of it; no parts where the character does not decompose.</summary>
    public static (bool Compatibility, int[] Parts) Decomposition(int c) => (Of(c).Compatibility, Of(c).Parts);

    public static int? Composition(int first, int second) => Compositions.TryGetValue((first, second), out var c) ? c : null;

    /// <summary>Whether nothing before this character can ever change it or be changed by it: class 0, no parts, second in no composition.</summary>
    public static bool IsPlain(int c) =>
        CombiningClass(c) == 0 && Of(c).Parts.Length == 0 && !SecondParts.Contains(c) && c is not (>= 0x1100 and <= 0x11FF) and not (>= 0xAC00 and <= 0xD7AF);

    /// <summary>Field 13; U+0130 stays, as the page says.</summary>
    public static int Lower(int c) => c == 0x130 ? c : Of(c).Lower ?? c;

    /// <summary>The lines of a compressed file that lies in <c>Oracle/Data</c>.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream("Oracle/" + file)
            ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    public static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static Entry Of(int c)
    {
        if (Entries.TryGetValue(c, out var entry)) return entry;
        foreach (var range in Ranges)
        {
            if (range.First <= c && c <= range.Last) return range.Entry;
        }

        return Unassigned;
    }

    /// <summary>The fields of a line that normalisation reads: 2, 3, 5 (its tag and its parts) and 13.</summary>
    private sealed record Entry(string Category, int CombiningClass, bool Compatibility, int[] Parts, int? Lower)
    {
        public static Entry Of(string[] fields)
        {
            var words = fields[5].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var tagged = fields[5].StartsWith('<');
            return new(
                fields[2],
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                tagged,
                words.Skip(tagged ? 1 : 0).Select(Hex).ToArray(),
                fields[13].Length > 0 ? Hex(fields[13]) : null);
        }
    }
}
