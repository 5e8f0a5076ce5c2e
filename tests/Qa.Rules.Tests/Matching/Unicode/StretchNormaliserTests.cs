using System.Globalization;
using System.Text;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Unicode;

public class StretchNormaliserTests
{
    private readonly StretchNormaliser _normaliser = new();

    [Fact]
    public void Run_EveryLineOfNormalizationTest_GivesNfkcFromEachForm()
    {
        var lines = NormalizationTestData.Read();
        lines.Count.Should().BeGreaterThan(18_000);
        foreach (var line in lines)
        {
            foreach (var form in new[] { line.Source, line.Nfc, line.Nfd, line.Nfkc, line.Nfkd })
                Nfkc(form).Should().Be(line.Nfkc, "of {0}", Codes(form));
        }
    }

    [Fact]
    public void Run_EachStretchAlone_GivesNfkcOfTheWhole()
    {
        foreach (var line in NormalizationTestData.Read())
        {
            // Lines end to end, so that what one ends with meets what the next begins with, too.
            var text = line.Source + line.Nfkd + line.Source;
            var joined = new StringBuilder();
            foreach (var (start, end) in new Stretches(text))
                joined.Append(Nfkc(text[start..end]));
            joined.ToString().Should().Be(Nfkc(text), "of {0}", Codes(text));
        }
    }

    [Fact]
    public void Run_CodePointsOutsidePart1_StayAsTheyAre()
    {
        var listed = NormalizationTestData.Read().Where(line => line.InPart1).Select(line => line.Source).ToHashSet();
        for (var code = 0; code < 0x110000; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF)
                continue;
            var text = char.ConvertFromUtf32(code);
            if (!listed.Contains(text) && Nfkc(text) != text)
                Assert.Fail(Codes(text));
        }
    }

    [Fact]
    public void Run_ManyMarksOnOneLetter_SortsThemStably()
    {
        // Long enough for the counting sort; classes 220 and 230 alternate.
        var marks = string.Concat(Enumerable.Repeat("\u0302\u0323", 200_000));
        var result = Nfkc("x" + marks);
        result.Should().HaveLength(1 + marks.Length);
        result[1..200_001].Should().Be(new string('\u0323', 200_000));
        result[200_001..].Should().Be(new string('\u0302', 200_000));
    }

    private string Nfkc(string text)
    {
        _normaliser.Run(text, 0, text.Length);
        var result = new StringBuilder();
        Span<char> units = stackalloc char[2];
        foreach (var unit in _normaliser.Units)
            result.Append(units[..Utf16.Write(unit.CodePoint, units)]);
        return result.ToString();
    }

    private static string Codes(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", CultureInfo.InvariantCulture)));
}
