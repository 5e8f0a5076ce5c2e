using CsCheck;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Tests.Platform.Privacy;

public sealed class PhoneMaskTests
{
    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("138-1234-1234", "138-****-1234")]
    [InlineData("+86 138 1234 1234", "+86 138 **** 1234")]
    [InlineData("0571-88889999", "0571-****9999")]
    [InlineData("88889999", "****9999")]
    [InlineData("10086", "****6")]
    [InlineData("110", "***")]
    [InlineData("", "")]
    [InlineData("12345678901234567890", "12345***********7890")]
    public void Mask_Number_IsRecognisedAndNotLearnt(string phone, string masked) => PhoneMask.Mask(phone).Should().Be(masked);

    [Theory]
    [InlineData("我的号码是13800000079，谢谢", "我的号码是138****0079，谢谢")]
    [InlineData("打138 0000 0079或0571-88889999", "打138 **** 0079或0571-****9999")]
    [InlineData("+8613800000079", "+86138****0079")]
    [InlineData("订单202611261380000007912", "订单202611261380000007912")]
    [InlineData("退款 350 元，工号 1001", "退款 350 元，工号 1001")]
    public void InText_Numbers_AreMaskedAndNothingElse(string text, string masked) => PhoneMask.InText(text).Should().Be(masked);

    [Theory]
    [InlineData(true, "13812341234")]
    [InlineData(false, "138****1234")]
    public void Show_Number_AsWhoAsksMaySeeIt(bool isUnmasked, string shown) => PhoneMask.Show("13812341234", isUnmasked).Should().Be(shown);

    [Fact]
    public void Mask_AnyText_HidesFourDigitsAtLeastOrAllAndNothingElse() => Gen.String[Gen.Char["0123456789+- ()a"], 0, 30].Sample(static phone =>
    {
        var masked = PhoneMask.Mask(phone);
        var hidden = masked.Count(static each => each == '*');
        return masked.Length == phone.Length
            && hidden >= Math.Min(4, phone.Count(char.IsDigit))
            && phone.Zip(masked).All(static pair => pair.First == pair.Second || pair is { Second: '*' } && char.IsDigit(pair.First))
            && PhoneMask.IsMasked(masked) == (hidden > 0)
            && PhoneMask.Mask(masked).Count(static each => each == '*') >= hidden;
    });
}
