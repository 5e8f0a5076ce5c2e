namespace Qa.Portal.Platform.Privacy.Holds;

/// <summary>What a legal hold is on. Stored by name.</summary>
public enum HoldKind
{
    /// <summary>One interaction, by its id.</summary>
    Interaction,

    /// <summary>A customer, by the id that interactions name.</summary>
    Customer,

    /// <summary>A customer, by number.</summary>
    Number,

    /// <summary>All of an agent, by 工号.</summary>
    Agent,

    /// <summary>Everything of a period.</summary>
    Period,
}
