using System.Diagnostics;
using System.Text;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

/// <summary>Documents made to hurt: each ends soon, with an error, and one below a limit still loads.</summary>
public sealed class TreeLimitsTests
{
    private const int Large = 2_000_000;

    // Far above what any of them takes, as the machine may be busy; a stack overflow would end the process.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> HostileTexts => new()
    {
        { "lists in YAML", new string('[', Large) },
        { "mappings in YAML", new string('{', Large) },
        { "named mappings in YAML", Repeat("{a: ", Large / 4) },
        { "lists in JSON", "{\"a\":" + new string('[', Large) },
        { "mappings in JSON", Repeat("{\"a\":", Large / 5) },
        { "dashes", Repeat("- ", Large / 2) },
        { "question marks", Repeat("? ", Large / 2) },
        { "lists over lines", Repeat("[\n", Large / 2) },
        { "a thousand million laughs", Laughs() },
        { "a long scalar", "a: \"" + new string('x', Large) + "\"" },
        { "a long key", new string('x', Large) + ": 1" },
        { "a long key in JSON", "{\"" + new string('x', Large) + "\": 1}" },
        { "a long number", TreeText.Head + "score: {base: " + new string('9', Large) + "}" },
        { "many keys", Repeat("k: 1\n", Large / 5) },
        { "many nulls", Repeat("?\n", Large / 2) },
        { "many tags", "[" + Repeat("!x a,", Large / 5) + "]" },
        { "many half pairs", "{\"a\": [" + Repeat("\"\\ud800\",", Large / 9) + "1]}" },
        { "many directives", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"%TAG !a{i}! x\n")) + "--- a" },
        { "blanks", new string(' ', Large) },
        { "tabs", new string('\t', Large) },
        { "backslashes", "\"" + new string('\\', Large) + "\"" },
        { "many unknown names", Uses() },
        { "a lexicon used much", TreeText.Head + "lexicons: {a: [" + Repeat("好,", 50_000) + "]}\nnorms: [{id: a, name: a, points: -1, forbid: {anyOf: [" + Repeat("'@a',", 100_000) + "]}}]" },
        { "a text aliased much", TreeText.Head + "norms: [{id: a, name: &x " + new string('x', Large) + ", manual: {max: 1}}" + string.Concat(Enumerable.Range(0, 1999).Select(i => $", {{id: b{i}, name: *x, manual: {{max: 1}}}}")) + "]" },
        { "9 MiB", new string('#', 9 * 1024 * 1024) },
    };

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Load_HostileText_EndsSoonWithErrors(string what, string text)
    {
        var watch = Stopwatch.StartNew();

        var result = TreeLoader.Load("case.yaml", text);

        result.Tree.Should().BeNull(what);
        result.Diagnostics.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(TreeLimits.Diagnostics + 1);
        result.Diagnostics.Max(d => d.ToString().Length).Should().BeLessThan(2_000);
        watch.Elapsed.Should().BeLessThan(Patience);
    }

    [Theory]
    [InlineData(TreeLimits.Depth, true)]
    [InlineData(TreeLimits.Depth + 1, false)]
    public void Read_Depth_IsLimited(int depth, bool read)
    {
        (Qa.Rules.Trees.Reading.DocumentReader.Read(new string('[', depth) + new string(']', depth)).Root is not null).Should().Be(read);
        var json = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        (Qa.Rules.Trees.Reading.DocumentReader.Read(json).Root is not null).Should().Be(read);

        // By way of an alias: the outer lists, and half of them again inside.
        var half = depth - TreeLimits.Depth / 2;
        var alias = $"[&a {new string('[', half)}{new string(']', half)}, {new string('[', TreeLimits.Depth / 2 - 1)}*a{new string(']', TreeLimits.Depth / 2 - 1)}]";
        (Qa.Rules.Trees.Reading.DocumentReader.Read(alias).Root is not null).Should().Be(read);
    }

    [Theory]
    [InlineData(TreeLimits.Norms, true)]
    [InlineData(TreeLimits.Norms + 1, false)]
    public void Load_Norms_AreLimited(int count, bool loads) =>
        Loads(TreeText.Head + "norms:\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"- {{id: n{i}, name: a, manual: {{max: 1}}}}\n"))).Should().Be(loads);

    [Theory]
    [InlineData(TreeLimits.Phrases, true)]
    [InlineData(TreeLimits.Phrases + 1, false)]
    public void Load_Phrases_AreLimitedAsTheyAreUsed(int count, bool loads)
    {
        const int InLexicon = 20_000;
        var lexicon = string.Join(',', Enumerable.Repeat("好", InLexicon));
        var rest = string.Join(',', Enumerable.Repeat("行", count - 2 * InLexicon));

        Loads($"{TreeText.Head}lexicons: {{a: [{lexicon}]}}\nnorms: [{{id: n, name: n, points: -1, forbid: {{anyOf: ['@a', {rest}], except: ['@a']}}}}]").Should().Be(loads);
    }

    [Theory]
    [InlineData(TreeLimits.LetChain, true)]
    [InlineData(TreeLimits.LetChain + 1, false)]
    public void Load_LetsThatUseEachOther_AreLimited(int count, bool loads) =>
        Loads(TreeText.Let("{" + string.Join(", ", Enumerable.Range(1, count - 1).Select(i => $"k{i}: {{use: k{i + 1}}}").Append($"k{count}: {{regex: a}}")) + "}")).Should().Be(loads);

    [Fact]
    public void Load_MoreErrorsThanTheLimit_SaysSo()
    {
        var result = TreeLoader.Load("case.yaml", TreeText.Head + "norms:\n" + Repeat("- 5\n", TreeLimits.Diagnostics * 2));

        result.Diagnostics.Should().HaveCount(TreeLimits.Diagnostics + 1);
        result.Diagnostics[^1].Found.Should().Contain("and more");
    }

    private static bool Loads(string text) => TreeLoader.Load("case.yaml", text).Succeeded;

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Laughs()
    {
        var text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x]\n");
        for (var c = 'b'; c <= 'k'; c++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 8))}]\n");
        return text.ToString();
    }

    private static string Uses() =>
        TreeText.Head + "let: {" + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"k{i}: {{regex: a}}")) + "}\n"
        + "norms: [{id: a, name: a, points: -1, forbid: {all: [" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{use: q{i}}},")) + "]}}]";
}
