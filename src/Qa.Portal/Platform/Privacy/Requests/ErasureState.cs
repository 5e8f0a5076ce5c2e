namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>How far a request for erasure is. Stored by name.</summary>
public enum ErasureState
{
    /// <summary>What it is about is being looked for.</summary>
    Finding,

    /// <summary>It waits for somebody else to approve it.</summary>
    Waiting,

    /// <summary>It is being carried out.</summary>
    Erasing,

    /// <summary>It has been carried out.</summary>
    Done,

    /// <summary>It was taken back; nothing was erased.</summary>
    Withdrawn,

    /// <summary>Somebody else refused it, with a reason; nothing was erased.</summary>
    Refused,

    /// <summary>Nothing was found.</summary>
    Nothing,
}
