using System.Collections.Concurrent;
using CsCheck;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Tests.Oracle.Cases;

namespace Qa.Rules.Tests.Agreement;

/// <summary>
/// The product and a slow scorer that was written from the page alone, over random trees of all operators and random
/// dialogues: they must give the same scorecard, evidence and hash included.
/// </summary>
public sealed class OracleAgreementTests
{
    private const int EveryRun = 10_000;
    private const int AtLength = 1_000_000;

    [Fact]
    public void Score_RandomTreesAndDialogues_AgreesWithOracle() => Agree(EveryRun);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "oracle")]
    public void Score_RandomTreesAndDialoguesAtLength_AgreesWithOracle() => Agree(AtLength);

    // Of the cases that differ the shortest is shown: shrinking by trying again would run the slow oracle for hours.
    private static void Agree(int iterations)
    {
        var differing = new ConcurrentBag<OracleCase>();
        RandomTrees.Case.Sample(
            oracleCase =>
            {
                if (!string.Equals(EngineRun.Product(oracleCase), EngineRun.Oracle(oracleCase), StringComparison.Ordinal))
                    differing.Add(oracleCase);
            },
            iter: iterations,
            threads: 2);
        var shortest = differing.MinBy(oracleCase => oracleCase.TreeJson.Length + oracleCase.InteractionJson.Length);
        (shortest is null ? "" : Describe(shortest, differing.Count)).Should().BeEmpty();
    }

    private static string Describe(OracleCase oracleCase, int count) =>
        $"{count} cases differ, the shortest of them:\nproduct: {EngineRun.Product(oracleCase)}\noracle:  {EngineRun.Oracle(oracleCase)}\n"
        + $"tree: {oracleCase.TreeJson}\ninteraction: {oracleCase.InteractionJson}\n";
}
