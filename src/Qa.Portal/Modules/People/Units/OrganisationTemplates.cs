using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Units;

/// <summary>The arrangements that centres usually have (posts.md).</summary>
internal static class OrganisationTemplates
{
    private static readonly GroupTemplate Day = new(new("白班大组", "Day group"), GroupShift.Day);
    private static readonly GroupTemplate Night = new(new("夜班大组", "Night group"), GroupShift.Night);
    private static readonly ImmutableArray<GroupTemplate> DayAndNight = [Day, Night];

    public static ImmutableArray<OrganisationTemplate> All { get; } =
    [
        new("hotline", new("热线与多渠道中心", "Hotline and multi-channel centre"),
        [
            new(new("呼入", "Inbound"), DayAndNight),
            new(new("呼出", "Outbound"), [Day]),
            new(new("非语音", "Non-voice"), DayAndNight),
        ], []),
        new("shop", new("店铺客服", "Shop service"),
        [
            new(new("售前", "Pre-sales"), DayAndNight),
            new(new("售后", "After-sales"), DayAndNight),
            new(new("QC", "QC"), [Day]),
            new(new("呼叫", "Calls"), DayAndNight),
            new(new("客户关系", "Customer relations"), [Day]),
        ], []),
        new("day-and-night", new("日夜大组", "Day and night groups"), [], DayAndNight),
    ];
}
