namespace Qa.Portal.Platform.Modules;

/// <summary>What the navigation is ordered by: what people do. Shown in the order of the members.</summary>
internal enum MenuGroup
{
    /// <summary>质检.</summary>
    Quality,

    /// <summary>服务.</summary>
    Service,

    /// <summary>学习.</summary>
    Learning,

    /// <summary>现场.</summary>
    Floor,

    /// <summary>指标.</summary>
    Figures,

    /// <summary>系统.</summary>
    System,
}
