using Qa.Grains.Hosting;

namespace Qa.Grains.Publication.Versions;

/// <summary>
/// One version of a set, keyed <c>set@version</c>: at work on whichever silo asks, so that a tree is compiled where it is used
/// and never travels.
/// </summary>
[Alias("qa.IVersionGrain")]
public interface IVersionGrain : IGrainWithStringKey
{
    /// <summary>Scores an interaction that is not stored, with this version.</summary>
    /// <param name="interaction">Its JSON.</param>
    /// <returns>The scorecard's JSON, or every error of the interaction.</returns>
    [Alias("ScoreAsync"), Repeatable]
    Task<Answer<TrialScorecard>> ScoreAsync(byte[] interaction);
}
