using System.Globalization;
using System.Text;
using Qa.Portal.Commands.Trees;
using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Portal.Tests.Commands.Trees;

public sealed class HitOperatorsTests
{
    [Fact]
    public void Of_NamesThatUseNamesTwiceOver_FollowsEachOnce()
    {
        var text = new StringBuilder("schema: qa.norm-tree/1\nruleSet: case\nname: x\nlet:\n  l0: {anyOf: [你好]}\n");
        for (var number = 1; number < 60; number++)
            text.Append(CultureInfo.InvariantCulture, $"  l{number}: {{all: [{{use: l{number - 1}}}, {{use: l{number - 1}}}]}}\n");
        text.Append("norms:\n  - {id: a, name: a, forbid: {use: l59}, points: -1}\n");
        var loaded = TreeLoader.Load("case.yaml", Encoding.UTF8.GetBytes(text.ToString()));
        loaded.Diagnostics.Should().BeEmpty();

        var operators = new HitOperators(loaded.Tree!).Of((Norm)loaded.Tree!.Nodes[0]);

        operators.Should().ContainSingle().Which.Should().BeOfType<AnyOf>();
    }
}
