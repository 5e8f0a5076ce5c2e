namespace Qa.Grains.Shadow;

/// <summary>Why a shadow run ended. The numbers travel between silos and stay.</summary>
public enum ShadowEnding : byte
{
    /// <summary>Its time was over.</summary>
    Time = 1,

    /// <summary>Somebody stopped it.</summary>
    Stopped = 2,

    /// <summary>The draft was published.</summary>
    Published = 3,

    /// <summary>The draft was taken back, or is not known any more.</summary>
    Withdrawn = 4,

    /// <summary>The draft could not be published at its time.</summary>
    Failed = 5,

    /// <summary>The draft's tree cannot be read from the database any more; the run says why.</summary>
    Fault = 6,
}
