namespace Qa.Grains.Inspection.Intake;

/// <summary>What became of a correction of an interaction.</summary>
/// <param name="Revision">That it is now; 0 when it is none.</param>
public sealed record RevisionAnswer(RevisionOutcome Outcome, long Revision = 0);

/// <summary>What became of a correction of an interaction.</summary>
public enum RevisionOutcome : byte
{
    /// <summary>It is a revision, or the newest one has the same content.</summary>
    Stored,

    /// <summary>There is no interaction of that id.</summary>
    Unknown,

    /// <summary>The interaction was erased: what was said does not come back as a correction.</summary>
    Erased,
}
