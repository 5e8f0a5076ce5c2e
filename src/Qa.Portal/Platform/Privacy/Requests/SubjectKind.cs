namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>What a request for erasure is about. Stored by name.</summary>
public enum SubjectKind
{
    /// <summary>A customer, by number.</summary>
    Number,

    /// <summary>A customer, by the id that interactions name.</summary>
    Customer,

    /// <summary>Interactions, one by one.</summary>
    Interactions,
}
