using System.Text;
using Qa.Portal.Modules.NormSets.Trying;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Tests.Modules.NormSets;

/// <summary>A dialogue that somebody pastes, and what a tree makes of it.</summary>
public sealed class TryingTests
{
    [Fact]
    public void Read_LinesWithSpeakersAndTimes_AreTurnsThatLastUntilTheNext()
    {
        var read = PastedDialogue.Read("00:03 坐席：您好\n[00:06.5] 客户: 我要退款\r\n 请尽快\n1:00:12 Agent: 好的")!;

        read.Channel.Should().Be(Channel.Voice);
        read.Turns.Select(static turn => (turn.Role, turn.Text, turn.StartMilliseconds, turn.EndMilliseconds)).Should().Equal(
            (Role.Agent, "您好", 3_000L, 6_500L), (Role.Customer, "我要退款请尽快", 6_500L, 3_612_000L), (Role.Agent, "好的", 3_612_000L, 3_615_000L));
    }

    [Theory]
    [InlineData("您好", "Agent 您好")]
    [InlineData("客服：您好\n用户：时间：三点", "Agent 您好|Customer 时间：三点")]
    [InlineData("坐席：您好\n订单：12345", "Agent 您好订单：12345")]
    [InlineData("00:01 坐席：您好\n客户：在吗", "Agent 您好|Customer 在吗")]
    public void Read_WithoutAllTimes_IsAChat(string text, string turns)
    {
        var read = PastedDialogue.Read(text)!;

        read.Channel.Should().Be(Channel.Chat);
        read.Turns.Should().OnlyContain(static turn => turn.StartMilliseconds == null);
        string.Join('|', read.Turns.Select(static turn => $"{turn.Role} {turn.Text}")).Should().Be(turns);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void Read_Nothing_IsNull(string text) => PastedDialogue.Read(text).Should().BeNull();

    [Fact]
    public void TrySight_OfADialogue_HasTheScorecardAndItsEvidenceInPlace()
    {
        var tree = CompiledTree.Compile(TreeLoader.Load("t.yaml", Encoding.UTF8.GetBytes("""
            schema: qa.norm-tree/1
            ruleSet: t
            name: 测试
            norms:
              - id: forbidden
                name: 服务禁语
                children: [{id: shirking, name: 推诿, points: -20, forbid: {anyOf: [不归我管]}}]
              - {id: greeting, name: 问候, points: -5, require: {anyOf: [您好]}}
            """), null).Tree!);
        var interaction = PastedDialogue.Read("坐席：您好，这事不归我管\n客户：不归我管？")!;

        var sight = TrySight.Of(tree, interaction, static text => text);

        sight.Card.Score.Should().Be(80);
        sight.Norms.Select(static norm => (norm.Path, norm.Name, norm.Outcome, norm.IsRemarkable, norm.HasHits)).Should().Equal(("forbidden/shirking", "推诿", Outcome.Violated, true, true), ("greeting", "问候", Outcome.Met, false, true));
        sight.Turns[0].Select(static part => (part.Text, string.Join(',', part.Norms))).Should().Equal(("您好，这事", ""), ("不归我管", "推诿"));
        sight.Turns[1].Should().ContainSingle().Which.Norms.Should().BeEmpty("the customer said it");
    }
}
