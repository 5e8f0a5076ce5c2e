using System.Net;
using System.Text;
using System.Text.Json;
using Qa.Portal.Platform.Notifications.Outbox;

namespace Qa.Portal.Tests.Platform.Notifications;

public sealed class WebhookPostTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeMilliseconds(1_599_360_473_123);

    // Computed with the Python samples of the vendors' documentation, with these times and secrets.
    [Theory]
    [InlineData("this is secret", "1577262236757", "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=")]
    [InlineData("SEC0123456789abcdef", "1599360473123", "xMfqlbzeZae+zPIbgTbEwuCyPTmXPgH/WMqwBk0jhI0=")]
    public void DingTalkSignature_OfTheVendorsSample_IsThat(string secret, string milliseconds, string expected) => WebhookPost.DingTalkSignature(secret, milliseconds).Should().Be(expected);

    [Theory]
    [InlineData("demo", "1599360473", "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=")]
    [InlineData("SEC飞书", "1599360473", "DyUIszGBvKO5GsMT2TrWmjzO/KO1pSJP0FpwRr21XjY=")]
    public void FeishuSignature_OfTheVendorsSample_IsThat(string secret, string seconds, string expected) => WebhookPost.FeishuSignature(secret, seconds).Should().Be(expected);

    [Fact]
    public void Of_DingTalk_CarriesTimeAndEscapedSignatureInTheQuery() =>
        WebhookPost.Of(WebhookVendor.DingTalk, "https://oapi.dingtalk.com/robot/send?access_token=x", "SEC0123456789abcdef", "字", Moment).Url.AbsoluteUri
            .Should().Be("https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1599360473123&sign=xMfqlbzeZae%2BzPIbgTbEwuCyPTmXPgH%2FWMqwBk0jhI0%3D");

    [Fact]
    public void Of_Feishu_CarriesTimeAndSignatureInTheBodyAndNeitherWithoutASecret()
    {
        WebhookPost.Of(WebhookVendor.Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/x", "demo", "字", Moment).Body
            .Should().Be("""{"timestamp":"1599360473","sign":"l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=","msg_type":"text","content":{"text":"字"}}""");
        WebhookPost.Of(WebhookVendor.Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/x", "", "字", Moment).Body.Should().Be("""{"msg_type":"text","content":{"text":"字"}}""");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("字")]
    [InlineData("😀")]
    public void Of_LongText_IsCutBetweenCharactersToWhatTheVendorTakes(string character)
    {
        var body = WebhookPost.Of(WebhookVendor.WeCom, "https://qyapi.weixin.qq.com/x", "", string.Concat(Enumerable.Repeat(character, 3_000)), Moment).Body;

        var content = JsonDocument.Parse(body).RootElement.GetProperty("text").GetProperty("content").GetString()!;
        Encoding.UTF8.GetByteCount(content).Should().BeInRange(WebhookPost.MaximumTextBytes - 4, WebhookPost.MaximumTextBytes);
        content.Replace(character, "", StringComparison.Ordinal).Should().Be("…");
    }

    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""", null)]
    [InlineData("""{"code":0,"msg":"success"}""", null)]
    [InlineData("""{"StatusCode":0}""", null)]
    [InlineData("""{"errcode":45009,"errmsg":"api freq out of limit"}""", "errcode 45009: api freq out of limit")]
    [InlineData("""{"code":19021,"msg":"sign match fail"}""", "code 19021: sign match fail")]
    [InlineData("""{"errcode":"0"}""", "errcode 0: ")]
    [InlineData("""{"ok":true}""", "found an answer without a code, expected one of the vendor's")]
    [InlineData("[]", "found an answer without a code, expected one of the vendor's")]
    [InlineData("<html>", "found an answer that is no JSON, expected one of the vendor's")]
    public void Failure_OfAnAnswer_SaysWhatTheVendorSays(string answer, string? expected) => WebhookPost.Failure(answer).Should().Be(expected);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    public void IsPublic_Address_IsOfTheWorldOrNot(string address, bool expected) => WebhookAddress.IsPublic(IPAddress.Parse(address)).Should().Be(expected);

    [Theory]
    [InlineData("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x", false, true)]
    [InlineData("http://qyapi.weixin.qq.com/", false, false)]
    [InlineData("http://relay.internal/", true, true)]
    [InlineData("ftp://relay.internal/", true, false)]
    [InlineData("https://user:secret@qyapi.weixin.qq.com/", false, false)]
    [InlineData("https://[::1]/", false, false)]
    [InlineData("https://2130706433/", false, false)]
    [InlineData("https://0x7f.1/", false, false)]
    [InlineData("/relative", true, false)]
    [InlineData("", true, false)]
    public void Error_OfAUrl_TellsWhatIsWrongAndNotTheUrl(string url, bool allowsInternal, bool isSound)
    {
        var error = WebhookAddress.Error(url, allowsInternal);

        (error is null).Should().Be(isSound);
        if (url.Length > 0)
            (error ?? "").Should().NotContain(url);
    }

    [Fact]
    public void Errors_OfSettings_AreAllTold() => new OutboxSettings
    {
        PortalAddress = "qa.example.com", Language = "fr",
        Mail = new() { IsOn = true, Port = 0, From = "nobody", UserName = "u", Security = MailSecurity.None },
        Webhooks = [new() { Name = "群", Url = "http://x.example" }, new() { Name = "群", Url = "https://x.example", SigningSecret = "s" }],
    }.Errors().Select(static error => error.Split(':')[0]).Should().Equal(
        "portalAddress", "language", "mail.host", "mail.port", "mail.from", "mail.security", "webhooks[0].url", "webhooks[1].signingSecret", "webhooks[1].name");

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 60)]
    [InlineData(3, 240)]
    [InlineData(5, 3_600)]
    [InlineData(100, 3_600)]
    public void PauseAfter_EachTry_GrowsUpToItsBound(long attempt, int seconds) => new OutboxLimits().PauseAfter(attempt).Should().Be(TimeSpan.FromSeconds(seconds));
}
