using Qa.Portal.Modules.NormSets.Editing;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets.Editing;

/// <summary>What the fields of a form do to the text.</summary>
public sealed class FormChangeTests
{
    private const string Start =
        """
        schema: qa.norm-tree/1
        ruleSet: t
        name: 测试
        norms:
          - {id: a, name: 甲, forbid: {anyOf: [推诿], around: {of: {anyOf: [投诉], role: customer}, after: 2}}, points: -5, perHit: true, maxHits: 3}  # 慎改
          - {id: b, name: 乙, require: {anyOf: [您好]}, points: veto}

        """;

    [Theory]
    [InlineData("a", "require", "require: {anyOf: [推诿], around: {of: {anyOf: [投诉], role: customer}, after: 2}}, points: -5}  # 慎改")]
    [InlineData("a", "reward", "reward: {anyOf: [推诿], around: {of: {anyOf: [投诉], role: customer}, after: 2}}, points: 5, perHit: true, maxHits: 3}  # 慎改")]
    [InlineData("a", "manual", "{id: a, name: 甲, manual: {max: 10}}  # 慎改")]
    [InlineData("b", "reward", "reward: {anyOf: [您好]}, points: 5}")]
    [InlineData("b", "forbid", "forbid: {anyOf: [您好]}, points: veto}")]
    public void Judge_Otherwise_KeepsWhatMayStay(string path, string to, string expected)
    {
        var source = NormSource.Of("t.yaml", Start);

        var judged = FormChange.Judge(source, path, to).Source!;

        judged.Text.Should().Contain(expected);
        judged.Load().Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Veto_OnAndOff_TakesWhatGoesWithPointsAndGivesPointsAgain()
    {
        var source = NormSource.Of("t.yaml", Start);

        var veto = FormChange.Veto(source, "a", isVeto: true).Source!;
        var points = FormChange.Veto(veto, "a", isVeto: false).Source!;

        veto.Text.Should().Contain("after: 2}}, points: veto}  # 慎改").And.NotContain("perHit");
        points.Text.Should().Contain("points: -5}  # 慎改");
        points.Load().Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Put_NothingForTheConditionOfAround_TakesAllOfItAway()
    {
        var source = NormSource.Of("t.yaml", Start);

        FormChange.Put(source, "a", ["forbid", "around", "of"], null).Source!.Text.Should().Contain("forbid: {anyOf: [推诿]}, points: -5");
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Turn_IntoEveryOperator_HasAFormAndWithWhatIsMissingATree(string key)
    {
        var source = NormSource.Of("t.yaml", Start);
        var shape = OperatorShape.ByKey[key];

        var turned = FormChange.Put(source, "a", ["forbid"], OperatorShape.Turn((DocumentMapping)Node(source, "a")["forbid"]!, shape)).Source!;
        foreach (var field in shape.Value.Where(static field => field.IsRequired))
            turned = Fill(turned, ["forbid", shape.Key, .. field.Key.Length == 0 ? [] : new[] { field.Key }], field);
        if (shape.Beside.IsEmpty)
            turned = turned.Text.Contains("around", StringComparison.Ordinal) ? throw new InvalidOperationException("what may not stand there stayed") : turned;

        // A name refers to a condition that this set does not have.
        turned.Load().Diagnostics.Where(_ => key != "use").Should().BeEmpty(turned.Text);
    }

    public static TheoryData<string> Operators => [.. OperatorShape.All.Select(static shape => shape.Key)];

    [Theory]
    [InlineData("推诿", false, "推诿")]
    [InlineData("推诿、不归我管，不知道；随便", false, "推诿|不归我管|不知道|随便")]
    [InlineData("推诿\r\n不归我管，您问别人\n\n推诿\n", false, "推诿|不归我管，您问别人")]
    [InlineData("\"推诿\"\t不归我管", false, "推诿|不归我管")]
    [InlineData("您好，很高兴为您服务", true, "您好，很高兴为您服务")]
    [InlineData("已有\n新的", false, "新的")]
    [InlineData(" \n\t", false, "")]
    public void PhraseText_TypedOrPasted_IsPhrases(string typed, bool areScripts, string expected) =>
        string.Join('|', PhraseText.Of(typed, ["已有"], areScripts)).Should().Be(expected);

    private static NormSource Fill(NormSource source, System.Collections.Immutable.ImmutableArray<string> keys, FieldShape field)
    {
        DocumentNode? value = field.Kind switch
        {
            FieldKind.Phrases or FieldKind.Scripts => Written.List(["您好很高兴"]),
            FieldKind.Text => Written.Text(keys[^1] == "expr" ? "metrics.turns > 3" : "推诿"),
            FieldKind.Condition when keys[^1] is "of" or "near" or "not" => Written.Mapping(("anyOf", Written.List(["投诉"]))),
            FieldKind.Conditions => new DocumentSequence(default, [Written.Mapping(("anyOf", Written.List(["投诉"]))), Written.Mapping(("anyOf", Written.List(["退款"])))]),
            _ => null,
        };
        return value is null ? source : FormChange.Put(source, "a", keys, value).Source!;
    }

    private static DocumentMapping Node(NormSource source, string path) => EditNode.All(EditNode.Of(source)).Single(node => node.Path == path).Source;
}
