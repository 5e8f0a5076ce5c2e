using System.Text;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Interactions;

public sealed class InteractionReaderTests
{
    private const string Least = """{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""";

    [Fact]
    public void Read_LeastInteraction_HasDefaults()
    {
        var interaction = Read(Least).Interaction!;

        interaction.Id.Should().Be("i");
        interaction.Customer.Should().BeNull();
        interaction.Attributes.Should().BeEmpty();
        interaction.Turns.Should().BeEmpty();
    }

    [Fact]
    public void Read_EverythingGiven_IsTaken()
    {
        var interaction = Read("""
            {"id":"i","channel":"chat","startedAt":"2026-03-01t08:00:00.5+08:00","agent":{"id":"a","name":"n","group":"g"},
             "customer":{"id":"c","phone":"13800000000"},"businessLine":"refund","recording":"r.wav",
             "attributes":{"vip":true,"amount":1.50,"city":"北京"},
             "turns":[{"role":"agent","text":"您好","start":0.0005,"end":2,"confidence":0.25,"loudness":-20.125},{"role":"system","text":""}]}
            """).Interaction!;

        interaction.Channel.Should().Be(Channel.Chat);
        interaction.Agent.Should().Be(new AgentReference("a", "n", "g"));
        interaction.Attributes["amount"].Number.Should().Be(ExactNumber.FromFraction(3, 2));
        interaction.Attributes["vip"].Truth.Should().BeTrue();
        interaction.Turns[0].Should().Be(new Turn(Role.Agent, "您好", 1, 2_000, 0.25m, -2_013));
        interaction.Turns[1].Should().Be(new Turn(Role.System, ""));
    }

    [Fact]
    public void Read_NullKeys_AreLeftOut()
    {
        var interaction = Read("""
            {"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a","name":null},"customer":null,
             "attributes":{"x":null},"turns":[{"role":"agent","text":"a","start":null,"confidence":null}]}
            """).Interaction!;

        interaction.Attributes.Should().BeEmpty();
        interaction.Turns[0].Should().Be(new Turn(Role.Agent, "a"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("nonsense", "")]
    [InlineData("""{"id":"i"} {}""", "channel")]
    [InlineData("""{"id":"","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "id")]
    [InlineData("""{"id":1,"channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "id")]
    [InlineData("""{"id":null,"channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "id")]
    [InlineData("""{"id":"i","channel":"fax","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "channel")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-02-29T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "startedAt")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01 08:00","agent":{"id":"a"},"turns":[]}""", "startedAt")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{},"turns":[]}""", "agent.id")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":"a","turns":[]}""", "agent")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"}}""", "turns")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[1]}""", "turns[0]")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"boss","text":""}]}""", "turns[0].role")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent"}]}""", "turns[0].text")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"","start":"1"}]}""", "turns[0].start")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"","end":1e300}]}""", "turns[0].end")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"","confidence":1.01}]}""", "turns[0].confidence")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"","begin":1}]}""", "turns[0].begin")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"attributes":{"x":[1]},"turns":[]}""", "attributes.x")]
    [InlineData("""{"id":"i","id":"j","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[]}""", "id")]
    [InlineData("""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"\ud800"}]}""", "turns[0].text")]
    public void Read_BadInteraction_SaysWhere(string json, string path)
    {
        var result = Read(json);

        result.Interaction.Should().BeNull();
        result.Errors.Should().Contain(error => error.Path == path);
        result.Errors.Should().OnlyContain(error => error.Found.Length > 0 && error.Expected.Length > 0);
    }

    [Fact]
    public void Read_SeveralErrors_AreAllReported()
    {
        var result = Read("""{"id":"","channel":"fax","agent":{"id":"a","age":3},"turns":[{"role":"x","text":1}]}""");

        result.Errors.Select(error => error.Path).Should().Equal("id", "channel", "agent.age", "turns[0].role", "turns[0].text", "startedAt");
    }

    [Fact]
    public void Read_UnknownKeysBesideMissingOnes_AllAreReported()
    {
        var result = Read("""{"idx":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agentId":"a","agent":{"nam":"n"},"turns":[{"rol":"agent"}]}""");

        result.Errors.Select(error => error.Path).Should().BeEquivalentTo(
            "idx", "agentId", "agent.nam", "agent.id", "turns[0].rol", "turns[0].role", "turns[0].text", "id");
    }

    [Theory]
    [InlineData("1.0000000000000000000000000000000001")]
    [InlineData("-0.0000000000000000000000000000000001")]
    public void Read_ConfidenceBarelyOutOfRange_IsRefused(string confidence) =>
        ReadTurn($"\"confidence\":{confidence}").Errors.Should().ContainSingle().Which.Path.Should().Be("turns[0].confidence");

    /// <summary>Below a limit of 0.8 stays below it, however many digits say so.</summary>
    [Fact]
    public void Read_ConfidenceFinerThanADecimal_IsNeverRoundedUp() =>
        ReadTurn("\"confidence\":0.79999999999999999999999999999999999").Interaction!.Turns[0].Confidence.Should().BeLessThan(0.8m);

    [Theory]
    [InlineData("10000.001")]
    [InlineData("10000.00100000000000000")]
    public void Read_LoudnessThatRoundsIntoItsRange_IsTakenHoweverItIsWritten(string loudness) =>
        ReadTurn($"\"loudness\":{loudness}").Interaction.Should().NotBeNull();

    private static InteractionReadResult ReadTurn(string keys) => Read(
        $$"""{"id":"i","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"a",{{keys}}}]}""");

    [Fact]
    public void Read_BytesThatAreNotUtf8_AreRefused()
    {
        var bytes = Encoding.UTF8.GetBytes(Least);
        bytes[Array.IndexOf(bytes, (byte)'i', 5)] = 0xFF;

        InteractionReader.Read(bytes).Interaction.Should().BeNull();
    }

    [Fact]
    public void Read_DeepNesting_IsRefused() =>
        Read(new string('[', 100_000)).Errors.Should().NotBeEmpty();

    private static InteractionReadResult Read(string json) => InteractionReader.Read(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Read_LongUnknownKeyAndValue_AreCutBetweenCharacters()
    {
        var longText = new string('a', 38) + "😀" + new string('b', 10_000);

        var errors = InteractionReader.Read(Encoding.UTF8.GetBytes($$"""{"id": "i", "{{longText}}": 1, "channel": "{{longText}}"}""")).Errors;

        errors.Should().Contain(error => error.Path == new string('a', 38) + "…");
        errors.Should().Contain(error => error.Found == $"'{new string('a', 38)}…'");
    }

    [Theory]
    [InlineData("""{"id": nul, "turns": [{"role": "customer", "text": "我的密码' is 123456"}]}""")]
    [InlineData("""{"id": "i", "turns": [{"role": "customer", "text": "我的密码是123456"} x]}""")]
    [InlineData("""{"id": "i", "turns": [{"role": "customer", "text": "我的密码是123456 """)]
    public void Read_TextThatIsNotJson_IsNotRepeated(string json) =>
        Read(json).Errors.Should().NotBeEmpty().And.NotContain(error => error.Message.Contains("密码", StringComparison.Ordinal) || error.Message.Contains("123", StringComparison.Ordinal));
}
