using Qa.Rules.Interactions;
using Qa.Transcription.Calls;
using Qa.Transcription.Recordings;

namespace Qa.Transcription.Tests.Calls;

public sealed class CallRecordTests
{
    private static readonly CallDataFallbacks Fallbacks = new("a", "2026-03-01T08:00:00+08:00", "unknown") { Layout = new(1) };

    [Theory]
    [InlineData("a.wav", "a.wav")]
    [InlineData("/10/1/record/100/13533/0903379.wav", "0903379.wav")]
    [InlineData(@"X:\17\0\20180903\15470\2043295.V3", "2043295.V3")]
    [InlineData(@"x\y/z.wav", "z.wav")]
    [InlineData("100% sure?.wav", "100% sure?.wav")]
    [InlineData("https://h/r/%E5%BD%95%20%E9%9F%B3.wav?x=/y.wav#/z.wav", "录 音.wav")]
    [InlineData("https://h/r%2Fa.wav", "a.wav")]
    [InlineData("https://host", "")]
    [InlineData("oss://bucket/2026/a.mp3", "a.mp3")]
    public void FileName_AnyWayToWriteIt_IsTheLastPart(string file, string name) => new CallRecord("") { File = file }.FileName.Should().Be(name);

    [Theory]
    [InlineData("/in/13533/0903379.wav", 2)]
    [InlineData("/in/999/0903379.WAV", 1)]
    [InlineData(@"D:\in\20180903\15470\2043295.v3", 3)]
    [InlineData("/in/13533/other.wav", 0)]
    [InlineData("", 0)]
    public void SharedParts_PathOfARecording_CountsByTheNameThatHasMost(string path, int expected) =>
        new CallRecord("") { File = "/10/1/record/100/13533/0903379.wav", OtherFiles = [@"X:\17\0\20180903\15470\2043295.V3"] }.SharedParts(path).Should().Be(expected);

    [Fact]
    public void SharedParts_CallWithoutFile_IsNone() => new CallRecord("").SharedParts("a.wav").Should().Be(0);

    [Fact]
    public void ToCallData_NothingKnown_TakesTheFallbacks()
    {
        var call = new CallRecord("") { AgentName = "王芳" }.ToCallData(Fallbacks);

        call.Should().BeEquivalentTo(new CallData("a", "2026-03-01T08:00:00+08:00", new("unknown", "王芳", null)) { Layout = new(1) });
    }

    [Fact]
    public void ToCallData_AllKnown_TakesNone()
    {
        var attributes = new CallRecord("").Attributes.Add("k", AttributeValue.FromText("v"));
        var record = new CallRecord("line 2")
        {
            Id = "c1", StartedAt = "2026-03-02T08:00:00Z", AgentId = "7", AgentGroup = "A", Customer = new("u", null), BusinessLine = "退款",
            AgentChannel = 0, AgentSpeaker = "S1", Attributes = attributes,
        };

        record.ToCallData(Fallbacks).Should().BeEquivalentTo(
            new CallData("c1", "2026-03-02T08:00:00Z", new("7", null, "A"), new("u", null), "退款", "S1") { Layout = new(0), Attributes = attributes });
    }
}
