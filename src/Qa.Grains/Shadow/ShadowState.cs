namespace Qa.Grains.Shadow;

/// <summary>Where a shadow run stands. The numbers travel between silos and stay.</summary>
public enum ShadowState : byte
{
    /// <summary>Takes in what its set scores.</summary>
    Running = 1,

    /// <summary>Takes nothing in any more, and scores what it has.</summary>
    Closing = 2,

    /// <summary>Its comparison is whole, and stays.</summary>
    Ended = 3,
}
