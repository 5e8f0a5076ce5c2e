namespace Qa.Grains.Inspection.Intake;

/// <summary>What became of an interaction that was sent in.</summary>
public enum IntakeOutcome : byte
{
    /// <summary>It is new, and stored.</summary>
    Accepted,

    /// <summary>The same is stored already.</summary>
    Duplicate,

    /// <summary>Something else is stored under its id; nothing was changed.</summary>
    Conflict,

    /// <summary>What came under its id was erased before it became an interaction, and does not come back.</summary>
    Erased,
}
