using Qa.Grains.Hosting;
using Qa.Grains.Publication;

namespace Qa.Grains.Replay;

/// <summary>One replay, by an id of its own; it runs on the silo that its grain is on.</summary>
[Alias("qa.IReplayGrain")]
public interface IReplayGrain : IGrainWithGuidKey
{
    /// <summary>Starts it; started again it is the same replay.</summary>
    [Alias("StartAsync"), Repeatable]
    Task<Answer<ReplayProgress>> StartAsync(ReplayRequest request, string author);

    [Alias("GetAsync"), Repeatable]
    Task<Answer<ReplayProgress>> GetAsync();

    /// <summary>Ends it; what was found so far stays.</summary>
    [Alias("CancelAsync")]
    Task<Answer<ReplayProgress>> CancelAsync();
}
