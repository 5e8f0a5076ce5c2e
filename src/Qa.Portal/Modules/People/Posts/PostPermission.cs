namespace Qa.Portal.Modules.People.Posts;

/// <summary>A business permission (业务权限) of a post: up to its limits whoever holds the post decides alone; above, the next level does.</summary>
internal sealed class PostPermission
{
    public long PostId { get; set; }

    public BusinessPermission Kind { get; set; }

    /// <summary>Most of the mean order value, in percent; null where that sets no limit.</summary>
    public int? LimitPercent { get; set; }

    /// <summary>Most in the centre's currency; null where no amount sets a limit.</summary>
    public decimal? LimitAmount { get; set; }
}

/// <summary>What a post may allow (modules.md §7). Stored by name.</summary>
internal enum BusinessPermission
{
    /// <summary>定额优惠: a fixed discount on request.</summary>
    FixedDiscount,

    /// <summary>部分退款/赔偿.</summary>
    PartialRefund,

    /// <summary>同意退货/退款.</summary>
    ReturnAndRefund,

    /// <summary>机动课程.</summary>
    ExtraCourses,

    /// <summary>升级处理: own solutions of what was escalated.</summary>
    EscalatedSolutions,
}
