namespace Qa.Portal.Platform.Access;

/// <summary>Whose data a permission reaches, from the narrowest to the widest. Stored by name.</summary>
public enum DataScope
{
    /// <summary>本人: the own.</summary>
    Own,

    /// <summary>本组: of the groups that the person leads, or belongs to, today.</summary>
    Group,

    /// <summary>本部门: of the departments that the person leads, or belongs to, today, with what is below them.</summary>
    Department,

    /// <summary>全部: everybody's.</summary>
    All,
}
