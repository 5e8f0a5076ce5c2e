using Qa.Portal.Commands.Explaining;
using Qa.Rules.Scoring;

namespace Qa.Portal.Tests.Commands.Explaining;

public sealed class TurnTextTests
{
    [Fact]
    public void Of_OverlappingHits_AreOneStretchWithAllNames() =>
        Plain("甲乙丙丁戊", Found("一", 1, 2), Found("二", 2, 2), Found("三", 4, 1)).Should().Be("甲【乙丙丁】‹一·二›【戊】‹三›");

    [Fact]
    public void Of_SameNormTwiceInAStretch_IsNamedOnce() =>
        Plain("甲乙丙", Found("一", 0, 2), Found("一", 0, 2)).Should().Be("【甲乙】‹一›丙");

    [Fact]
    public void Of_WholeTurn_IsNamedAtTheEnd() =>
        Plain("甲乙", new Evidence("静默", Outcome.Violated, new(0, 0, 2, "甲乙"), IsWholeTurn: true)).Should().Be("甲乙‹静默›");

    [Fact]
    public void Of_WordsAndWholeTurnOfOneNorm_AreNamedOnce() =>
        Plain("甲乙", Found("一", 0, 1), new Evidence("一", Outcome.Violated, new(0, 0, 2, "甲乙"), IsWholeTurn: true)).Should().Be("【甲】‹一›乙");

    [Fact]
    public void Of_HitBySound_IsMarked() =>
        Plain("甲乙丙", new Evidence("一", Outcome.Violated, new(0, 1, 2, "乙丙", ViaPinyin: true), IsWholeTurn: false)).Should().Be("甲【乙丙】‹一~›");

    [Fact]
    public void Of_WithColour_StylesByTheWeightiestOutcome()
    {
        var pieces = new TurnText(hasColour: true).Of("甲乙丙", [Found("一", 0, 3) with { Outcome = Outcome.Met }, Found("二", 1, 1)]);

        pieces.Where(static piece => piece.Text.Length > 0).Select(static piece => (piece.Text, piece.Style)).Should().Equal(
            ("甲", OutcomeLook.EvidenceOf(Outcome.Met)),
            ("乙", OutcomeLook.EvidenceOf(Outcome.Violated)),
            ("丙", OutcomeLook.EvidenceOf(Outcome.Met)),
            ("‹一·二›", new Spectre.Console.Style(OutcomeLook.ColourOf(Outcome.Violated))));
    }

    private static Evidence Found(string norm, int start, int length) =>
        new(norm, Outcome.Violated, new(0, start, length, "?"), IsWholeTurn: false);

    private static string Plain(string text, params Evidence[] evidence) =>
        string.Concat(new TurnText(hasColour: false).Of(text, evidence).Select(static piece => piece.Text));
}
