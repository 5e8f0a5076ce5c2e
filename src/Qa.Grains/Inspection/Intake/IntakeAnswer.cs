namespace Qa.Grains.Inspection.Intake;

/// <summary>What became of an interaction that was sent in.</summary>
/// <param name="StoredHash">With <see cref="IntakeOutcome.Conflict"/>: the hash of what is stored under the id.</param>
public sealed record IntakeAnswer(IntakeOutcome Outcome, string Id, string Hash, string? StoredHash)
{
    /// <summary>Why it was refused, with both hashes; null when it was not.</summary>
    public string? Error => Outcome switch
    {
        IntakeOutcome.Conflict => $"interaction '{Id}' is stored with other content: found {Hash}, expected {StoredHash}; a correction is sent as a revision",
        IntakeOutcome.Erased => $"what came as '{Id}' was erased, and is not taken in again",
        _ => null,
    };
}
