using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Qa.Rules.Tests.Matching.Unicode;

/// <summary>NormalizationTest.txt of Unicode 15.0, whole and unchanged, compressed beside the tests.</summary>
internal static class NormalizationTestData
{
    /// <summary>A line: source, and its NFC, NFD, NFKC and NFKD; <paramref name="InPart1"/> for the lines of single code points.</summary>
    public sealed record Line(string Source, string Nfc, string Nfd, string Nfkc, string Nfkd, bool InPart1);

    public static List<Line> Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "NormalizationTest-15.0.txt.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = new List<Line>();
        var inPart1 = false;
        while (reader.ReadLine() is { } text)
        {
            if (text.StartsWith('@'))
                inPart1 = text.StartsWith("@Part1", StringComparison.Ordinal);
            if (text.Length == 0 || text[0] is '#' or '@')
                continue;
            var columns = text.Split(';').Take(5).Select(Parse).ToArray();
            lines.Add(new Line(columns[0], columns[1], columns[2], columns[3], columns[4], inPart1));
        }

        return lines;
    }

    private static string Parse(string column)
    {
        var text = new StringBuilder();
        foreach (var code in column.Split(' '))
            text.Append(char.ConvertFromUtf32(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        return text.ToString();
    }
}
