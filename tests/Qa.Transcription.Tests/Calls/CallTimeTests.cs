using CsCheck;
using Qa.Rules.Interactions;
using Qa.Transcription.Calls;

namespace Qa.Transcription.Tests.Calls;

public sealed class CallTimeTests
{
    [Theory]
    [InlineData("2026-03-01T08:00:00+08:00", "2026-03-01T08:00:00+08:00")]
    [InlineData("2026-03-01T08:00:00.125Z", "2026-03-01T08:00:00.125Z")]
    [InlineData("2026-03-01t08:00:00z", "2026-03-01T08:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z")]
    [InlineData("2026-03-01T08:00:00-0330", "2026-03-01T08:00:00-03:30")]
    [InlineData("2026-03-01 08:00:00", "2026-03-01T08:00:00+08:00")]
    [InlineData("2026-03-01T08:00", "2026-03-01T08:00:00+08:00")]
    [InlineData("2026/3/1 8:05:07.5", "2026-03-01T08:05:07.5+08:00")]
    [InlineData("2026年3月1日 8:05", "2026-03-01T08:05:00+08:00")]
    [InlineData("20260301080507", "2026-03-01T08:05:07+08:00")]
    [InlineData("1772323200", "2026-03-01T08:00:00+08:00")]
    [InlineData("1772323200250", "2026-03-01T08:00:00.250+08:00")]
    [InlineData("9999999999999", "2286-11-21T01:46:39.999+08:00")]
    [InlineData("2024-02-29 00:00:00", "2024-02-29T00:00:00+08:00")]
    [InlineData("2026-02-29 00:00:00", null)]
    [InlineData("2026-13-01 00:00:00", null)]
    [InlineData("2026-03-01 24:00:00", null)]
    [InlineData("2026-03-01 08:60:00", null)]
    [InlineData("2026-03-01T08:00:00+24:00", null)]
    [InlineData("0000-03-01T08:00:00Z", null)]
    [InlineData("2026-03-01", null)]
    [InlineData("3/1/2026 8:00", null)]
    [InlineData("20261301080507", null)]
    [InlineData("177232320", null)]
    [InlineData("1.77E+12", null)]
    [InlineData("", null)]
    public void Read_EachWayToWriteIt_IsRfc3339(string text, string? expected) => CallTime.Read(text, Described.Shanghai).Should().Be(expected);

    [Theory]
    [InlineData("2026-07-01 08:00:00", "2026-07-01T08:00:00+02:00")]
    [InlineData("2026-12-01 08:00:00", "2026-12-01T08:00:00+01:00")]
    [InlineData("1772323200", "2026-03-01T01:00:00+01:00")]
    public void Read_CentreWithSummerTime_HasTheOffsetOfThatDay(string text, string expected) =>
        CallTime.Read(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Should().Be(expected);

    [Fact]
    public void Read_AnyTime_IsTakenByInteractions() => Gen.Select(Gen.DateTime, Gen.Int[-12 * 60, 14 * 60]).Sample(static (time, minutes) =>
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("z", TimeSpan.FromMinutes(minutes), "z", "z");
        var text = CallTime.Read(time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), zone);
        var json = $$"""{"id":"a","channel":"voice","startedAt":"{{text}}","agent":{"id":"7"},"turns":[]}""";
        return InteractionReader.Read(System.Text.Encoding.UTF8.GetBytes(json)).Errors.IsEmpty;
    });
}
