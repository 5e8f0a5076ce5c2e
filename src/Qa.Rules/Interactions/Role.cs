namespace Qa.Rules.Interactions;

/// <summary>Who speaks in a turn.</summary>
public enum Role : byte
{
    /// <summary>坐席: the one whose work is inspected.</summary>
    Agent,

    /// <summary>客户.</summary>
    Customer,

    /// <summary>Announcements, transfer notices: never inspected, never selected by a role.</summary>
    System,
}
