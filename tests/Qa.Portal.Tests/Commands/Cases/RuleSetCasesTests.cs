namespace Qa.Portal.Tests.Commands.Cases;

/// <summary>The rule sets that we ship: valid, every norm with cases of both kinds, every case as it should be.</summary>
public sealed class RuleSetCasesTests
{
    [Theory]
    [InlineData("standard")]
    [InlineData("expert")]
    [InlineData("im")]
    public async Task Test_ShippedRuleSet_PassesStrictly(string ruleSet)
    {
        var run = await CommandRun.Of("test", "--strict", RepositoryFile.At($"rulesets/{ruleSet}.yaml"));

        run.ExitCode.Should().Be(0, run.Output);
    }

    [Fact]
    public async Task Score_ShippedSamples_HasNoBadLine()
    {
        foreach (var (ruleSet, sample, count) in new[] { ("standard", "voice", 50), ("expert", "voice", 50), ("im", "chat", 32) })
        {
            var run = await CommandRun.Of("score", "--tree", RepositoryFile.At($"rulesets/{ruleSet}.yaml"), RepositoryFile.At($"samples/{sample}.jsonl"));

            run.ExitCode.Should().Be(0, run.Error);
            run.Lines.Should().HaveCount(count);
        }
    }
}
