using System.Globalization;
using System.Resources;

namespace Qa.Portal.Tests.Platform.Notifications;

/// <summary>A module's words of notifications, as a test has them.</summary>
internal sealed class TestTexts : ResourceManager
{
    private static readonly Dictionary<string, (string Chinese, string English)> Texts = new(StringComparer.Ordinal)
    {
        ["tickets.overdue"] = ("工单 {number} 已超时", "Ticket {number} is overdue"),
        ["tickets.overdue.body"] = ("请尽快处理 {number},勿回复 {nobody}。", "See to {number} soon; do not reply to {nobody}."),
    };

    public static ResourceManager Manager { get; } = new TestTexts();

    public override string? GetString(string name, CultureInfo? culture) =>
        Texts.TryGetValue(name, out var text) ? culture?.Name.StartsWith("en", StringComparison.Ordinal) == true ? text.English : text.Chinese : null;
}
