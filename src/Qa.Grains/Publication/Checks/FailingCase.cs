using Qa.Rules.Scoring;

namespace Qa.Grains.Publication.Checks;

/// <summary>A case (用例) that a tree does not stand.</summary>
/// <param name="Case">Its number.</param>
/// <param name="Norm">Path of the norm.</param>
/// <param name="Name">What the tree calls the norm.</param>
/// <param name="Note">What it shows, as its author wrote it; may be empty.</param>
/// <param name="MustHit">Whether the norm must hit; else it must not.</param>
/// <param name="Found">What the norm came to, by the name of <see cref="OutcomeNames"/>.</param>
[GenerateSerializer, Alias("qa.FailingCase")]
public sealed record FailingCase(
    [property: Id(0)] long Case,
    [property: Id(1)] string Norm,
    [property: Id(2)] string Name,
    [property: Id(3)] string Note,
    [property: Id(4)] bool MustHit,
    [property: Id(5)] string Found)
{
    /// <summary>What is asked for, in English.</summary>
    public string Expected => MustHit ? "violated or rewarded" : "met or notApplicable";

    /// <summary>For logs and records that stay: without the note, in which people may say what a customer said.</summary>
    public override string ToString() => Invariant($"'{Norm}' case {Case}: found {Found}, expected {Expected}");
}
