using System.Diagnostics;
using Qa.Rules.Compilation;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Xunit.Abstractions;
using static Qa.Rules.Tests.Fuzzing.Hostile.HostileText;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>Documents at every bound, and just above: refused with a reason, or scored within time and a stack of 1 MiB.</summary>
public sealed class HostileDocumentTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    // For what only the long pass does: it takes most of a minute on a busy machine.
    private static readonly TimeSpan InTheEnd = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "in a row")]
    [InlineData(1_000, "in a row")]
    [InlineData(2_000, "1000")]
    public void Load_ChainOfNamedConditions_IsScoredUpToTheBound(int length, string? reason)
    {
        var lets = Join(length, i => i == length - 1 ? $$""" "c{{i}}": {"anyOf": ["好"]} """ : $$""" "c{{i}}": {"use": "c{{i + 1}}"} """);
        Check(Document(Forbid("""{"use": "c0"}"""), lets), reason, Outcome.Violated);
    }

    /// <summary>The deepest that evaluating may have to go: a full chain of names, each of conditions nested as deep as a document may be.</summary>
    [Theory]
    [InlineData("{\"not\": ", "}", 58)]
    [InlineData("{\"all\": [", "]}", 29)]
    [InlineData("{\"any\": [{\"turnCount\": {\"above\": 1}}, ", "]}", 29)]
    [InlineData("{\"lacking\": {\"near\": {\"anyOf\": [\"没有\"]}, \"of\": ", "}}", 29)]
    [InlineData("{\"sequence\": {\"of\": [", "]}}", 19)]
    [InlineData("{\"anyOf\": [\"好\"], \"around\": {\"of\": ", "}}", 29)]
    public void Score_ChainOfDeepConditions_KeepsToTheStack(string open, string close, int depth)
    {
        var lets = Join(TreeLimits.LetChain, i => $"\"c{i}\": " + Nest(open, i == TreeLimits.LetChain - 1 ? """{"anyOf": ["好"]}""" : $$"""{"use": "c{{i + 1}}"}""", close, depth));
        Check(Document(Forbid("""{"use": "c0"}"""), lets), null, null);
    }

    [Fact]
    public void Score_ChainByHits_KeepsToTheStack()
    {
        var nested = Nest("(", "hits(\\\"c{0}\\\") >= 0", ")", 30);
        var lets = Join(TreeLimits.LetChain, i => i == TreeLimits.LetChain - 1 ? $$""" "c{{i}}": {"anyOf": ["好"]} """ : $"\"c{i}\": " + Nest("{\"not\": ", $$"""{"expr": "{{nested.Replace("{0}", Number(i + 1), StringComparison.Ordinal)}}"}""", "}", 57));
        Check(Document(Forbid("""{"use": "c0"}"""), lets), null, null);
    }

    /// <summary>Found by fuzzing: what is loaded must compile, and the matcher takes no pattern longer than this.</summary>
    [Theory]
    [InlineData("好", TreeLimits.PhraseLength, null)]
    [InlineData("好", TreeLimits.PhraseLength + 1, "at most 4096")]
    [InlineData("\uFDFA", TreeLimits.PhraseLength / 18, null)]
    [InlineData("\uFDFA", TreeLimits.PhraseLength / 18 + 1, "when it is normalised")]
    public void Load_LongPhrase_IsScoredUpToTheBound(string character, int count, string? reason)
    {
        var phrase = string.Concat(Enumerable.Repeat(character, count));
        Check(Document(Forbid($$"""{"any": [{"anyOf": ["好", "{{phrase}}"], "match": "pinyin"}, {"allOf": ["{{phrase}}"]}, {"similar": {"texts": ["{{phrase}}"]} }]}""")), reason, Outcome.Violated);
    }

    [Theory]
    [InlineData(50_000, 8, null)]
    [InlineData(50_001, 8, "too many phrases")]
    [InlineData(50_000, 69, null)]
    [InlineData(50_000, 71, "all taken together")]
    public void Load_ManyPhrases_AreScoredUpToTheBound(int count, int length, string? reason)
    {
        var phrases = Join(count - 1, i => $"\"{Number(i).PadLeft(length, 'x')}\"");
        Check(Document(Forbid($$"""{"anyOf": ["好", {{phrases}}]}""")), reason, Outcome.Violated);
    }

    [Fact]
    public void Load_ManyPhrasesThatGrowWhenNormalised_AreRefused() =>
        Check(Document(Forbid($$"""{"anyOf": [{{Join(20_000, i => $"\"{Number(i)}\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\uFDFA\"")}}]}""")), "all taken together", null);

    /// <summary>More literals than the matcher has room for beside the phrases.</summary>
    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Score_ManyRegexesBesideManyPhrases_AreScored()
    {
        var regexes = Join(400, i => $$"""{"regex": "{{Join(LinearRegex.MaximumAlternatives, j => $"字{i}{(char)('a' + j % 26)}{j}", "|")}}"}""");
        var phrases = Join(TreeLimits.Phrases, i => $"\"p{i}\"");
        Check(Document(Forbid($$"""{"any": [{"anyOf": [{{phrases}}]}, {{regexes}}, {"regex": "你好"}]}""")), null, Outcome.Violated, InTheEnd);
    }

    [Fact]
    public void Score_ManyNorms_AreScored() => Check(
        Document(Join(TreeLimits.Norms, i => Forbid($$"""{"anyOf": ["好", "词{{i}}"]}""", $"n{i}"))), null, Outcome.Violated);

    [Fact]
    public void Load_OneNormTooMany_IsRefused() => Check(
        Document(Join(TreeLimits.Norms + 1, i => Forbid("""{"anyOf": ["好"]}""", $"n{i}"))), "2000", null);

    [Theory]
    [InlineData(28, null)]
    [InlineData(32, "inside")]
    [InlineData(10_000, "inside")]
    public void Load_DeepCategories_AreScoredUpToTheBound(int depth, string? reason) => Check(
        Document(Nest("""{"id": "c", "name": "c", "maxDeduct": 50, "children": [""", Forbid("""{"anyOf": ["好"]}"""), "]}", depth)), reason, Outcome.Violated);

    [Theory]
    [InlineData("[", "]", 100_000)]
    [InlineData("{\"a\":", "}", 100_000)]
    [InlineData("{a: ", "}", 100_000)]
    [InlineData("- ", "", 100_000)]
    [InlineData("? ", "", 20_000)]
    [InlineData("!!map {a: ", "}", 20_000)]
    public void Load_BracketsByTheThousand_AreRefused(string open, string close, int depth) => Check(Nest(open, "1", close, depth), "expected", null);

    /// <summary>As many conditions as may be, all different, at the bottom of the deepest nesting: their lists must be shared, not copied.</summary>
    [Fact]
    public void Score_WideConditionUnderDeepOnes_IsScored()
    {
        var wide = $"\"c{TreeLimits.LetChain - 1}\": " + $$"""{"any": [{{Join(20_000, i => $$"""{"anyOf": ["好{{i}}"]}""")}}, {"anyOf": ["好"]}]}""";
        var deep = Join(TreeLimits.LetChain - 1, i => $"\"c{i}\": " + Nest($$"""{"any": [{"anyOf": ["层{{i}}"]}, """, $$"""{"use": "c{{i + 1}}"}""", "]}", 28));
        Check(Document(Forbid("""{"use": "c0"}"""), $"{deep}, {wide}"), null, Outcome.Violated);
    }

    [Fact]
    public void Load_AliasesOfAliases_AreRefused()
    {
        var lines = Join(40, i => i == 0 ? "  a0: &a0 [好, 好]" : $"  a{i}: &a{i} [{Join(9, _ => $"*a{i - 1}")}]", "\n");
        Check($"schema: qa.norm-tree/1\nruleSet: x\nname: x\nlexicons:\n{lines}\nnorms: []\n", "aliases", null);
    }

    private void Check(string document, string? reason, Outcome? outcome, TimeSpan? limit = null)
    {
        var interaction = Dialogue(["你好", "好", "没有"]);
        var started = Stopwatch.GetTimestamp();
        if (reason is not null)
        {
            var diagnostics = Confined.Run(limit ?? Soon, () => Load(document)).Diagnostics;
            diagnostics.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(TreeLimits.Diagnostics + 1);
            string.Join("\n", diagnostics.TakeLast(5)).Should().Contain(reason);
        }
        else
        {
            var scorecard = Confined.Run(limit ?? Soon, () => Score(document, interaction));
            if (outcome is not null)
                scorecard.Norms.Should().OnlyContain(norm => norm.Outcome == outcome);
        }

        output.WriteLine($"{document.Length} characters: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }
}
