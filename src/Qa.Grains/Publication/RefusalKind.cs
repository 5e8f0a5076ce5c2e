namespace Qa.Grains.Publication;

/// <summary>Kinds of refusal. The numbers travel between silos and stay.</summary>
public enum RefusalKind : byte
{
    /// <summary>There is no such set, version, draft, task or interaction.</summary>
    NotFound = 1,

    /// <summary>The version that the change was made to is no longer the one in force.</summary>
    Conflict = 2,

    /// <summary>The set is offline.</summary>
    Offline = 3,

    /// <summary>The set is online, and must be taken offline first.</summary>
    Online = 4,

    /// <summary>Approvals are missing.</summary>
    Unapproved = 5,

    /// <summary>The person may not do it: it is the own change, or already done by them.</summary>
    NotThisPerson = 6,

    /// <summary>The document has errors.</summary>
    InvalidDocument = 7,

    /// <summary>The draft or task is past the state in which this can be done.</summary>
    Closed = 8,

    /// <summary>A bound of the installation is reached.</summary>
    TooMany = 9,

    /// <summary>A value of the request is out of its range.</summary>
    InvalidRequest = 10,

    /// <summary>The version in force is what was to be published, to the byte of its source.</summary>
    Unchanged = 11,

    /// <summary>Something comes before what must come first.</summary>
    OutOfOrder = 12,

    /// <summary>Something else is stored under the same name.</summary>
    OtherContent = 13,

    /// <summary>Cases that are kept with the norms fail.</summary>
    FailingCases = 14,
}
