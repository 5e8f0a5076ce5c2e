using System.Text;
using Qa.Portal.Commands.Cases;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Tests.Commands.Cases;

public sealed class CaseReaderTests
{
    private const string Head = "schema: qa.norm-cases/1\ntree: t.yaml\ncases:\n";

    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        var result = Read(Head + """
              - norm: a/b
                hit:
                  - note: 直接说
                    channel: chat
                    businessLine: refund
                    attributes: {direction: outbound, amount: 1.50, vip: true}
                    turns:
                      - customer: 0011
                      - agent 0-2.5 c=0.4 dB=-23.5: 您好
                      - system 3:
                    texts: [您好, 12]
                miss:
                  - outcome: notApplicable
                    turns: []
            """);

        result.Diagnostics.Should().BeEmpty();
        var norm = result.File!.Norms.Should().ContainSingle().Subject;
        norm.Norm.Should().Be("a/b");
        var hit = norm.Cases[0];
        (hit.MustHit, hit.Note, hit.Channel, hit.BusinessLine).Should().Be((true, "直接说", Channel.Chat, "refund"));
        hit.Attributes["direction"].Should().Be(AttributeValue.FromText("outbound"));
        hit.Attributes["amount"].Number.Should().Be(ExactNumber.FromFraction(3, 2));
        hit.Attributes["vip"].Truth.Should().BeTrue();
        hit.Turns.Should().Equal(
            new Turn(Role.Customer, "0011"),
            new Turn(Role.Agent, "您好", 0, 2500, 0.4m, -2350),
            new Turn(Role.System, "", 3000));
        hit.Texts.Should().Equal("您好", "12");
        hit.Position.Line.Should().Be(6);
        (norm.Cases[1].MustHit, norm.Cases[1].Outcome, norm.Cases[1].Texts).Should().Be((false, Outcome.NotApplicable, null));
    }

    [Theory]
    [InlineData("- {norm: a, hit: [{turns: [{agnet: x}]}]}", "'agnet'", "did you mean 'agent'?")]
    [InlineData("- {norm: a, hit: [{turns: [{agent 2-1: x}]}]}", "'2-1'", "a time in seconds")]
    [InlineData("- {norm: a, hit: [{turns: [{agent 1 2: x}]}]}", "'2'", "each once")]
    [InlineData("- {norm: a, hit: [{turns: [{agent c=1.5: x}]}]}", "'c=1.5'", "c= from 0 to 1")]
    [InlineData("- {norm: a, hit: [{turns: [{agent dB=x: x}]}]}", "'dB=x'", "dB=")]
    [InlineData("- {norm: a, hit: [{turns: [{agent: x, customer: y}]}]}", "a mapping", "a turn such as")]
    [InlineData("- {norm: a, hit: [{turns: [{agent: [x]}]}]}", "a list", "a text")]
    [InlineData("- {norm: a, hit: [{note: x}]}", "no such key", "the key 'turns'")]
    [InlineData("- {norm: a, hit: [{turns: [], outcome: met}]}", "'met'", "violated or rewarded")]
    [InlineData("- {norm: a, miss: [{turns: [], outcome: violated}]}", "'violated'", "met, notApplicable, uncertain or notMeasurable")]
    [InlineData("- {norm: a, miss: [{turns: [], attributes: {x: [1]}}]}", "a list", "a text, a number or a boolean")]
    [InlineData("- {norm: a, miss: []}", "an empty list", "a list of one or more")]
    [InlineData("- {norm: a}", "neither hit nor miss", "at least one of them")]
    [InlineData("- {hit: [{turns: []}]}", "no such key", "the key 'norm'")]
    public void Read_OneError_IsToldAtItsPlace(string cases, string found, string expected)
    {
        var result = Read(Head + "  " + cases);

        result.File.Should().BeNull();
        var error = result.Diagnostics.Should().ContainSingle().Subject;
        error.File.Should().Be("cases.yaml");
        error.Line.Should().Be(4);
        error.Column.Should().BeGreaterThan(0);
        error.Found.Should().Be(found);
        error.Expected.Should().Contain(expected);
    }

    [Fact]
    public void Read_ErrorsInSeveralCases_AreAllToldUnderTheirNorm()
    {
        var result = Read(Head + """
              - norm: a/b
                hit: [{turns: [{agent 9-1: x}]}]
              - norm: c
                miss: [{turn: []}]
            """);

        result.Diagnostics.Select(static error => (error.Path, error.Line)).Should().Equal(("a/b", 5), ("c", 7));
    }

    [Fact]
    public void Read_OtherSchema_IsRefused() =>
        Read("schema: qa.norm-cases/2\ntree: t.yaml\ncases: [{norm: a, miss: [{turns: []}]}]")
            .Diagnostics.Should().ContainSingle().Which.Expected.Should().Be("'qa.norm-cases/1'");

    [Fact]
    public void Read_BrokenYaml_IsOneError() =>
        Read("schema: [").Diagnostics.Should().ContainSingle();

    [Theory]
    [InlineData("schema: qa.norm-cases/1", true)]
    [InlineData("schema: qa.norm-cases/9", true)]
    [InlineData("schema: qa.norm-tree/1", false)]
    [InlineData("[]", false)]
    [InlineData("a: [", false)]
    public void IsCases_GoesByTheSchema(string text, bool expected) =>
        CaseReader.IsCases(Encoding.UTF8.GetBytes(text)).Should().Be(expected);

    private static CaseReadResult Read(string text) => CaseReader.Read("cases.yaml", Encoding.UTF8.GetBytes(text));
}
