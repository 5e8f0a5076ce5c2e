using System.Text;
using CsCheck;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

/// <summary>A tree written as canonical JSON is read back as the same tree.</summary>
public sealed class RoundTripLaws
{
    private static readonly Gen<string> Phrases =
        Gen.OneOf(OneOf("好", "hello", "110", "true", "null", "~好", "0x1F", "a: b", "- x", "#好", "'好", "\"好\"", "\u2028好", "😀好", "é", "好\n好", "好\t"), Gen.String[Gen.Char['a', 'z'], 1, 5]);

    private static readonly Gen<string> Lists = Phrases.Select(Quote).Array[1, 4].Select(items => "[" + string.Join(", ", items) + "]");

    private static readonly Gen<string> Numbers =
        Gen.OneOf(Gen.Int[0, 100_000].Select(n => (n / 1000m).ToString(System.Globalization.CultureInfo.InvariantCulture)), OneOf("1e1", "0x10", "0o7", "+3", "010", "1.50", "5."));

    private static readonly Gen<string> Leaves = Gen.OneOf(
        Lists.Select(list => $"{{anyOf: {list}}}"),
        Gen.Select(Lists, Numbers, (list, seconds) => $"{{anyOf: {list}, except: {list}, seconds: {{first: {seconds}}}, match: pinyin}}"),
        Gen.Select(Lists, Gen.Double.Unit, (list, least) => $"{{similar: {{texts: {list}, atLeast: {least.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}}}}}").Where(text => !text.Contains('E', StringComparison.Ordinal)),
        Numbers.Select(seconds => $"{{silence: {{longerThan: {seconds}, before: agent}}, minHits: 2}}"),
        OneOf("{use: hello}", "{unanswered: {}}", "{duration: {above: 3}}", "{expr: 'hits(\"hello\") > 1'}", "{regex: 'a+'}"));

    private static readonly Gen<string> Conditions = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Leaves
        : Gen.Frequency(
            (3, Leaves),
            (1, inner.Select(c => $"{{not: {c}}}")),
            (1, inner.Array[1, 3].Select(all => $"{{all: [{string.Join(", ", all)}]}}")),
            (1, Gen.Select(inner, inner, (a, b) => $"{{lacking: {{of: {a}, near: {b}, after: 2}}}}"))));

    private static readonly Gen<string> Documents = Gen.Select(Conditions.Array[1, 6], Phrases, Numbers, (conditions, name, pass) =>
        $"{TreeText.Head}score: {{pass: {pass}}}\nlet: {{hello: {{anyOf: [您好]}}}}\nnorms:\n"
        + $"- id: c\n  name: {Quote(name)}\n  children:\n"
        + string.Concat(conditions.Select((condition, i) => $"  - {{id: n{i}, name: {Quote(name)}, points: -{i + 1}.50, forbid: {condition}}}\n")));

    [Fact]
    public void Load_CanonicalJsonOfATree_IsTheSameTree() => Documents.Sample(text =>
    {
        var tree = TreeText.Load(text);
        var again = TreeText.Load(TreeText.Json(tree));

        TreeText.Hash(again).Should().Be(TreeText.Hash(tree));
        again.Score.Should().Be(tree.Score);
        Norms(again).Should().BeEquivalentTo(Norms(tree), options => options.RespectingRuntimeTypes().WithStrictOrdering().Excluding(m => m.Name == "Source"));
    }, iter: 300, threads: 1);

    // Whatever is read, loading ends and says something, and never throws.
    [Fact]
    public void Load_DamagedDocument_GivesATreeOrErrors() => Gen.Select(Documents, Gen.Int[0, 10_000], Gen.Int[0, 30], OneOf("", ":", "{", "}", "[", "]", "\"", "'", "- ", "\n", "\t", "&a ", "*a", "!!int ", "|", "\\u", "\0", "\uD800", "~", "@", ",", "#", "? ", "%"))
        .Sample((text, at, length, put) =>
        {
            var start = at % text.Length;
            var damaged = text[..start] + put + text[Math.Min(text.Length, start + length)..];

            var result = TreeLoader.Load("case.yaml", damaged);

            (result.Tree is null).Should().Be(!result.Diagnostics.IsEmpty);
            TreeLoader.Load("case.yaml", Encoding.UTF8.GetBytes(damaged)).Should().NotBeNull();
        }, iter: 2_000, threads: 1);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<Judgement> Norms(NormTree tree) => ((Category)tree.Nodes[0]).Children.Select(child => ((Norm)child).Judgement);

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
