using System.Globalization;
using System.IO.Compression;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Unicode 15.0 as its own files say it: read line by line, kept in plain dictionaries.</summary>
internal static class UnicodeTable
{
    private static readonly Dictionary<int, string[]> Fields = [];
    private static readonly List<(int First, int Last, string[] Fields)> Ranges = [];
    private static readonly HashSet<int> NeverComposed = [];
    private static readonly Dictionary<(int, int), int> Compositions = [];

    static UnicodeTable()
    {
        string[]? first = null;
        foreach (var line in Lines("UnicodeData-15.0.txt.gz"))
        {
            var fields = line.Split(';');
            if (fields[1].EndsWith(", First>", StringComparison.Ordinal))
            {
                first = fields;
            }
            else if (fields[1].EndsWith(", Last>", StringComparison.Ordinal))
            {
                Ranges.Add((Hex(first![0]), Hex(fields[0]), fields));
            }
            else
            {
                Fields[Hex(fields[0])] = fields;
            }
        }

        foreach (var line in Lines("FullCompositionExclusion-15.0.txt.gz"))
        {
            var ends = line.Split("..");
            for (var c = Hex(ends[0]); c <= Hex(ends[^1]); c++) NeverComposed.Add(c);
        }

        foreach (var c in Fields.Keys.Where(c => !NeverComposed.Contains(c)))
        {
            var (compatibility, parts) = Decomposition(c);
            if (!compatibility && parts.Length == 2) Compositions.Add((parts[0], parts[1]), c);
        }
    }

    /// <summary>Two letters, or <c>Cn</c> for what 15.0 does not assign.</summary>
    public static string Category(int c) => Of(c)?[2] ?? "Cn";

    public static int CombiningClass(int c) => Of(c) is { } fields ? int.Parse(fields[3], CultureInfo.InvariantCulture) : 0;

    /// <summary>Field 5, one step of it; no parts where the character does not decompose.</summary>
    public static (bool Compatibility, int[] Parts) Decomposition(int c)
    {
        if (Of(c) is not { } fields || fields[5].Length == 0) return (false, []);
        var words = fields[5].Split(' ');
        var tagged = words[0].StartsWith('<');
        return (tagged, words.Skip(tagged ? 1 : 0).Select(Hex).ToArray());
    }

    public static int? Composition(int first, int second) => Compositions.TryGetValue((first, second), out var c) ? c : null;

    /// <summary>Field 13; U+0130 stays, as the page says.</summary>
    public static int Lower(int c) => c != 0x130 && Of(c) is { } fields && fields[13].Length > 0 ? Hex(fields[13]) : c;

    /// <summary>The lines of a compressed file that lies in <c>Oracle/Data</c>.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream("Oracle/" + file)
            ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    public static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string[]? Of(int c)
    {
        if (Fields.TryGetValue(c, out var fields)) return fields;
        foreach (var range in Ranges)
        {
            if (range.First <= c && c <= range.Last) return range.Fields;
        }

        return null;
    }
}
