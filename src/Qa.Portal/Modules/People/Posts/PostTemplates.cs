using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using static Qa.Portal.Modules.People.Posts.BusinessPermission;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>The posts that service centres have (posts.md). Names and duties stand in <c>PostTemplates.resx</c> and its Chinese half; a test keeps them alike.</summary>
internal static class PostTemplates
{
    /// <summary>部分退款/赔偿 where nobody has set another limit, in percent of the mean order value.</summary>
    public const int DefaultRefundPercent = 30;

    private static readonly ResourceManager Resources = new(typeof(PostTemplates).FullName!, typeof(PostTemplates).Assembly);
    private static readonly PermissionForm Discount = new(FixedDiscount);
    private static readonly PermissionForm Refund = new(PartialRefund, DefaultRefundPercent);

    public static ImmutableArray<PostTemplate> All { get; } =
    [
        Hotline("centre-manager"),
        Hotline("inbound-supervisor"),
        Hotline("inbound-leader"),
        Hotline("outbound-supervisor"),
        Hotline("business-supervisor"),
        Hotline("inspector"),
        Hotline("trainer"),
        Hotline("report-administrator"),
        Hotline("hr-logistics"),
        Hotline("agent"),
        Hotline("project-leader"),
        Hotline("service-leader"),
        Hotline("service-supervisor"),
        Shop("pre-sales", Discount),
        Shop("order-audit"),
        Shop("payment-reminder"),
        Shop("after-sales", Refund),
        Shop("refund-audit", new PermissionForm(ReturnAndRefund)),
        Shop("refund-handling", new PermissionForm(ReturnAndRefund)),
        Shop("qc-inspector"),
        Shop("qc-trainer", new PermissionForm(ExtraCourses)),
        Shop("outbound-caller", Discount, Refund),
        Shop("hotline", Refund),
        Shop("pr-complaints", new PermissionForm(EscalatedSolutions)),
        Shop("members"),
        Shop("vip-service", Discount, Refund),
    ];

    private static PostTemplate Hotline(string id) => Template(id, PostArea.Hotline, []);

    private static PostTemplate Shop(string id, params ReadOnlySpan<PermissionForm> permissions) => Template(id, PostArea.Shop, [.. permissions]);

    private static PostTemplate Template(string id, PostArea area, ImmutableArray<PermissionForm> permissions)
    {
        var (chinese, english) = (CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en"));
        return new(id, area, Text($"{id}.name", chinese), Text($"{id}.name", english), Text($"{id}.duties", chinese), Text($"{id}.duties", english), permissions);
    }

    private static string Text(string key, CultureInfo culture) => Resources.GetString(key, culture) ?? throw new InvalidOperationException($"no text '{key}'");
}
