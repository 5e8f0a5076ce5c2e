namespace Qa.Grains.Replay;

/// <summary>Where a replay stands. The numbers are stored and stay.</summary>
public enum ReplayState : byte
{
    Running = 1,
    Finished = 2,
    Cancelled = 3,

    /// <summary>It met an error; the report says which.</summary>
    Failed = 4,

    /// <summary>The process that ran it has ended; it can be asked for again.</summary>
    Lost = 5,
}
