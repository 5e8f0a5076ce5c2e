namespace Qa.Grains.Replay;

/// <summary>A replay at work.</summary>
internal interface IReplayRun
{
    /// <summary>How many scorecards or interactions there are to go through, as far as can be told beforehand.</summary>
    Task<long> CountAsync();

    /// <summary>Works to the end, or until it is cancelled.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>What it found so far; may be asked at any time.</summary>
    ReplayFindings Report();
}
