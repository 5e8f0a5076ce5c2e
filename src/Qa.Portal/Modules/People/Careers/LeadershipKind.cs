namespace Qa.Portal.Modules.People.Careers;

/// <summary>How somebody leads a unit. Stored by name.</summary>
internal enum LeadershipKind
{
    /// <summary>负责人: 班长, 组长, 主管.</summary>
    Leader,

    /// <summary>副职.</summary>
    Deputy,
}
