using System.Globalization;
using CsCheck;
using Qa.Rules.Tests.Agreement;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Tests.Oracle.Cases;

namespace Qa.Rules.Tests.Scoring;

/// <summary>Scoring gives the same bytes in every culture and on any number of threads.</summary>
public sealed class SameBytesTests
{
    private const int CaseCount = 300;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Score_InACulture_GivesTheBytesOfTheInvariant(string culture)
    {
        var cases = Cases();
        var expected = InCulture(CultureInfo.InvariantCulture, () => cases.Select(EngineRun.Product).ToArray());

        InCulture(CultureInfo.GetCultureInfo(culture), () => cases.Select(EngineRun.Product).ToArray()).Should().Equal(expected);
    }

    [Fact]
    public void Score_OnManyThreads_GivesTheBytesOfOne()
    {
        var cases = Cases();
        var expected = cases.Select(EngineRun.Product).ToArray();

        cases.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(EngineRun.Product).Should().Equal(expected);
    }

    private static OracleCase[] Cases()
    {
        var cases = new List<OracleCase>();
        RandomTrees.Case.Sample(cases.Add, iter: CaseCount, threads: 1);
        return [.. cases];
    }

    private static T InCulture<T>(CultureInfo culture, Func<T> work)
    {
        var (current, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (current, ui);
        }
    }
}
