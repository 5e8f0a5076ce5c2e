namespace Qa.Rules.Scoring.NearMisses;

/// <summary>Why words that a condition looks for did not count. Several may be true of one place.</summary>
[Flags]
public enum NearMissReasons : byte
{
    None = 0,

    /// <summary>Somebody else said it.</summary>
    Role = 1,

    /// <summary>It is outside the turns that are looked at.</summary>
    Turns = 2,

    /// <summary>It is outside the seconds that are looked at.</summary>
    Seconds = 4,

    /// <summary>It is not near what it has to be near to, or that is not there.</summary>
    Around = 8,

    /// <summary>It is inside a phrase that is excepted.</summary>
    Except = 16,

    /// <summary>It counts, but there are fewer of it than the condition asks for.</summary>
    TooFew = 32,

    /// <summary>It was not heard surely enough.</summary>
    LowConfidence = 64,

    /// <summary>The interaction has no timing, so that nobody can tell whether it is inside the seconds that are looked at.</summary>
    NotMeasurable = 128,
}
