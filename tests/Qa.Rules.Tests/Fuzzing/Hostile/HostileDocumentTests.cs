using System.Diagnostics;
using Qa.Rules.Compilation;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;
using Xunit.Abstractions;
using static Qa.Rules.Tests.Fuzzing.Hostile.HostileText;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>Documents at every bound, and just above: refused with a reason, or scored within time and a stack of 1 MiB.</summary>
public sealed class HostileDocumentTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

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

    private void Check(string document, string? reason, Outcome? outcome)
    {
        var interaction = Dialogue(["你好", "好", "没有"]);
        var started = Stopwatch.GetTimestamp();
        if (reason is not null)
        {
            var diagnostics = Confined.Run(Soon, () => Load(document)).Diagnostics;
            diagnostics.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(TreeLimits.Diagnostics + 1);
            string.Join("\n", diagnostics).Should().Contain(reason);
        }
        else
        {
            var scorecard = Confined.Run(Soon, () => Score(document, interaction));
            if (outcome is not null)
                scorecard.Norms.Should().OnlyContain(norm => norm.Outcome == outcome);
        }

        output.WriteLine($"{document.Length} characters: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }
}
