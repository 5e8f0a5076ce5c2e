using Qa.Rules.Tests.Fuzzing.Targets;
using Xunit.Abstractions;

namespace Qa.Rules.Tests.Fuzzing;

/// <summary>
/// Random mutations of all that comes from outside: never an exception, a hang or a blow-up of memory, and what is accepted is
/// scored. Every run takes the same inputs; the long pass takes more of them.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    // What a pattern or a workflow costs is mostly compiling, a hundred times a small document.
    private const int Short = 3_000;
    private const int Long = 100_000;

    [Fact]
    public void Load_MutatedDocuments_AreScoredOrRefused() => Run(new DocumentTarget(), Short);

    [Fact]
    public void Read_MutatedInteractions_AreScoredOrRefused() => Run(new InteractionTarget(), Short);

    [Fact]
    public void Parse_MutatedExpressions_AreEvaluatedOrRefused() => Run(new ExpressionTarget(), Short);

    [Fact]
    public void Check_MutatedPatterns_AreRunOrRefused() => Run(new PatternTarget(), Short / 3);

    [Fact]
    public void Import_MutatedWorkflows_AreScoredOrRefused() => Run(new WorkflowTarget(), Short / 2);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Load_ManyMutatedDocuments_AreScoredOrRefused() => Run(new DocumentTarget(), Long + 20_000);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Read_ManyMutatedInteractions_AreScoredOrRefused() => Run(new InteractionTarget(), Long + 20_000);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Parse_ManyMutatedExpressions_AreEvaluatedOrRefused() => Run(new ExpressionTarget(), Long);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Check_ManyMutatedPatterns_AreRunOrRefused() => Run(new PatternTarget(), Long);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    public void Import_ManyMutatedWorkflows_AreScoredOrRefused() => Run(new WorkflowTarget(), Long);

    private void Run(IFuzzTarget target, int count)
    {
        var pass = new FuzzPass(target, count);
        pass.Run();
        output.WriteLine(pass.Summary);
        string.Join("\n\n", pass.Findings).Should().BeEmpty();
    }
}
