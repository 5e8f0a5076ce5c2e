using System.Text.Json;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Unicode;

/// <summary>Hard texts, with the answers of <c>eng/unicode/reference.py</c>: another language, another NFKC, the page's words.</summary>
public class NormalisationReferenceTests
{
    [Fact]
    public void NormaliseWithPositions_ReferenceCases_GivesTextAndPlaces()
    {
        var cases = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "normalisation-cases.jsonl")))
        {
            using var read = JsonDocument.Parse(line);
            var text = read.RootElement.GetProperty("text").GetString()!;
            var expected = read.RootElement.GetProperty("normalised").GetString()!;
            var covers = read.RootElement.GetProperty("covers").EnumerateArray()
                .Select(cover => (cover[0].GetInt32(), cover[1].GetInt32() - cover[0].GetInt32())).ToList();

            var normalised = TextNormaliser.NormaliseWithPositions(text);
            normalised.Text.Should().Be(expected, "of {0}", line);
            Enumerable.Range(0, expected.Length).Select(unit => normalised.ToOriginal(unit, 1)).Should().Equal(covers, "of {0}", line);
            TextNormaliser.Normalise(text).Should().Be(expected, "of {0}", line);
            cases++;
        }

        cases.Should().Be(1_500);
    }
}
