namespace Qa.Grains.Shadow;

/// <summary>What came of scoring an interaction with the draft.</summary>
internal enum ShadowVerdict : byte
{
    /// <summary>Both scorecards are there.</summary>
    Compared = 1,

    /// <summary>The draft is not for it: it would have no result.</summary>
    Unfit = 2,

    /// <summary>What was said was erased before the draft could score it.</summary>
    Erased = 3,

    /// <summary>The draft cannot score it; the result says why.</summary>
    Fault = 4,
}
