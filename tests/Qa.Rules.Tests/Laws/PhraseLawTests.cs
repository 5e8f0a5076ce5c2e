using System.Text;
using Qa.Rules.Scoring;

namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of <c>anyOf</c> and <c>allOf</c>.</summary>
public sealed class PhraseLawTests
{
    [Fact]
    public void AnyOf_HitsOfOneTurn_DoNotOverlap() => Law.Holds(
        scene => AnyOf(scene.Phrases()),
        (scene, condition) =>
        {
            var hits = scene.Ask(condition).Hits;
            foreach (var (first, second) in hits.Zip(hits.Skip(1)).Where(pair => pair.First.Turn == pair.Second.Turn))
            {
                // Two that come of one original character, such as ㍿, both cover it; else the second begins where the first has ended.
                var shared = first.Text[Math.Min(first.Length, second.Start - first.Start)..];
                (shared.Length == 0 || !shared.IsNormalized(NormalizationForm.FormKC) || first.Text.Contains('\u200D', StringComparison.Ordinal) || IsPiece(shared))
                    .Should().BeTrue("{0} and {1} overlap in '{2}'", first, second, shared);
            }
        });

    [Fact]
    public void AnyOf_OtherOrderOrTwice_IsTheSame() => Law.Holds(
        scene => scene.Phrases(),
        (scene, phrases) =>
        {
            var answers = scene.Ask("", AnyOf(phrases), AnyOf([.. phrases.Reverse()]), AnyOf([.. phrases, .. phrases]));
            answers[1].Should().Be(answers[0]);
            answers[2].Should().Be(answers[0]);
        });

    [Fact]
    public void AnyOf_OneMorePhrase_StillHolds() => Law.Holds(
        scene => (Phrases: scene.Phrases(), More: scene.Phrase()),
        (scene, drawn) =>
        {
            var answers = scene.Ask("", AnyOf(drawn.Phrases), AnyOf([.. drawn.Phrases, drawn.More]));
            (!answers[0].Holds || answers[1].Holds).Should().BeTrue();
        });

    /// <summary>Not that there are fewer hits: without a long one, several short ones that it stood over may come to light.</summary>
    [Fact]
    public void AnyOf_WithExcept_HoldsOnlyWhereItDidWithout() => Law.Holds(
        scene => scene.Phrases() is var phrases ? (phrases, Except: scene.Around(phrases[0])) : default,
        (scene, drawn) =>
        {
            var answers = scene.Ask("", AnyOf(drawn.phrases), AnyOf(drawn.phrases, $$""", "except": [{{drawn.Except}}]"""));
            (answers[0].Holds || !answers[1].Holds).Should().BeTrue();
            answers[1].Hits.Select(hit => hit.Turn).Should().BeSubsetOf(answers[0].Hits.Select(hit => hit.Turn));
        });

    [Fact]
    public void AnyOf_ExceptThePhrasesThemselves_HasNoHits() => Law.Holds(
        scene => scene.Phrases(),
        (scene, phrases) => scene.Ask(AnyOf(phrases, $$""", "except": [{{string.Join(", ", phrases)}}]""")).Holds.Should().BeFalse());

    [Fact]
    public void AnyOf_AsciiWordNextToItsLike_IsNoHit() => Law.Holds(
        scene => (Before: scene.Draw.Of("", "a", "9", "é", "好", " ", "-"), After: scene.Draw.Of("", "b", "0", "Z", "的", "。", "'")),
        (scene, drawn) =>
        {
            var said = scene.With(interaction => interaction["turns"] = new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["role"] = "agent", ["text"] = drawn.Before + "Art" + drawn.After }));
            var isWord = drawn.Before is "a" or "9" or "é" || drawn.After is "b" or "0" or "Z";
            said.Ask(AnyOf(["\"art\""])).Holds.Should().Be(!isWord);
        });

    [Fact]
    public void AnyOf_MinHits_HoldsUpToTheNumberOfHits() => Law.Holds(
        scene => scene.Phrases(),
        (scene, phrases) =>
        {
            var answers = scene.Ask("", [.. Enumerable.Range(1, 4).Select(n => AnyOf(phrases, $$""", "minHits": {{n}}"""))]);
            for (var n = 1; n <= 4; n++)
            {
                answers[n - 1].Holds.Should().Be(answers[0].Hits.Length >= n);
                answers[n - 1].Hits.Should().Equal(answers[0].Hits.Length >= n ? answers[0].Hits : []);
            }
        });

    [Fact]
    public void AnyOf_ByPinyin_HoldsWhereverItHoldsExactly() => Law.Holds(
        scene => scene.Phrases(),
        (scene, phrases) =>
        {
            var answers = scene.Ask("", AnyOf(phrases), AnyOf(phrases, """, "match": "pinyin" """));
            (!answers[0].Holds || answers[1].Holds).Should().BeTrue();
            answers[0].Hits.Should().NotContain(hit => hit.ViaPinyin);
        });

    [Fact]
    public void AllOf_HoldsWhereEachPhraseDoes_WithOneHitEach() => Law.Holds(
        scene => scene.Phrases(),
        (scene, phrases) =>
        {
            var each = scene.Ask("", [.. phrases.Select(phrase => AnyOf([phrase]))]);
            var answers = scene.Ask("", AllOf(phrases), AllOf([.. phrases.Reverse()]));
            answers[0].Holds.Should().Be(each.All(answer => answer.Holds));
            answers[1].Should().Be(answers[0]);
            if (answers[0].Holds)
                answers[0].Hits.ToHashSet().Should().BeEquivalentTo(each.Select(answer => answer.Hits[0]).ToHashSet());
        });

    private static bool IsPiece(string text) => text.EnumerateRunes().Any(rune => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(rune.Value) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.NonSpacingMark);

    private static string AnyOf(string[] phrases, string more = "") => $$"""{"anyOf": [{{string.Join(", ", phrases)}}], "role": "any"{{more}}}""";

    private static string AllOf(string[] phrases) => $$"""{"allOf": [{{string.Join(", ", phrases)}}], "role": "any"}""";
}
