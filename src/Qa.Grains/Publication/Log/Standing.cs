namespace Qa.Grains.Publication.Log;

/// <summary>By what right a version was published.</summary>
public enum Standing : byte
{
    /// <summary>The first version of its set, which needs no approval.</summary>
    Initial = 1,

    /// <summary>With the approvals that it needed.</summary>
    Approved = 2,

    /// <summary>Without them; it stays marked, and is reviewed later.</summary>
    Emergency = 3,
}
