using CsCheck;
using Qa.Rules.Tests.Oracle;

namespace Qa.Rules.Tests.Agreement;

/// <summary>
/// The product and a slow scorer that was written from the page alone, over random trees of all operators and random
/// dialogues: they must give the same scorecard, evidence and hash included.
/// </summary>
public sealed class OracleAgreementTests
{
    private const int EveryRun = 4_000;
    private const int AtLength = 1_000_000;

    [Fact]
    public void Score_RandomTreesAndDialogues_AgreesWithOracle() => Agree(EveryRun);

    [Fact]
    [Trait("Category", "Long")]
    [Trait("Part", "oracle")]
    public void Score_RandomTreesAndDialoguesAtLength_AgreesWithOracle() => Agree(AtLength);

    private static void Agree(int iterations) => RandomTrees.Case.Sample(
        oracleCase =>
        {
            var (product, oracle) = (EngineRun.Product(oracleCase), EngineRun.Oracle(oracleCase));
            return string.Equals(product, oracle, StringComparison.Ordinal)
                ? true
                : throw new InvalidOperationException(
                    $"product: {product}\noracle:  {oracle}\ntree: {oracleCase.TreeJson}\ninteraction: {oracleCase.InteractionJson}");
        },
        iter: iterations,
        threads: 2);
}
