namespace Qa.Grains.Replay;

/// <summary>What came of computing a scorecard again. The numbers are stored and stay.</summary>
public enum CardVerdict : byte
{
    /// <summary>The same to the byte; of erased evidence, to the hash that it had.</summary>
    Identical = 1,

    /// <summary>What it was made of was erased, and what stands in its place is what was left.</summary>
    Erased = 2,

    /// <summary>It came out otherwise, or could not be computed.</summary>
    Different = 3,
}
