using CsCheck;
using Qa.Portal.Ui.Shared;

namespace Qa.Portal.Tests.Ui;

public class EvidenceTextTests
{
    [Fact]
    public void Of_OverlappingHits_CutsWhereEvidenceBeginsOrEnds()
    {
        var parts = EvidenceText.Of("这事我不管了", [("推诿", 2, 3), ("态度", 3, 3), ("推诿", 2, 3)]);

        parts.Select(static part => (part.Text, string.Join(',', part.Norms))).Should().Equal(("这事", ""), ("我", "推诿"), ("不管", "推诿,态度"), ("了", "态度"));
    }

    [Fact]
    public void Of_NothingFoundOrNothingSaid_IsTheTextOrEmpty()
    {
        EvidenceText.Of("您好", []).Should().ContainSingle().Which.Text.Should().Be("您好");
        EvidenceText.Of("", [("a", 0, 5)]).Should().BeEmpty();
    }

    [Fact]
    public void Of_AnyHits_GivesTheTextBackInPartsThatAreEachInTheirHits() => Gen.Select(Gen.String[0, 12], Gen.Select(Gen.Int[-2, 14], Gen.Int[0, 14]).Array[0, 5]).Sample((text, ranges) =>
    {
        var hits = ranges.Select(static (range, index) => (Norm: $"n{index}", Start: range.Item1, Length: range.Item2)).ToList();

        var parts = EvidenceText.Of(text, hits);

        string.Concat(parts.Select(static part => part.Text)).Should().Be(text);
        var at = 0;
        foreach (var part in parts)
        {
            part.Text.Should().NotBeEmpty();
            part.Norms.Should().Equal(hits.Where(hit => hit.Start <= at && at + part.Text.Length <= hit.Start + hit.Length).Select(static hit => hit.Norm));
            at += part.Text.Length;
        }
    });
}
