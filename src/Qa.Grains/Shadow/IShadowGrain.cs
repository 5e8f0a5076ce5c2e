using Qa.Grains.Hosting;
using Qa.Grains.Publication;

namespace Qa.Grains.Shadow;

/// <summary>One shadow run, by an id of its own. It goes on by itself, also after the process that it runs on has ended.</summary>
[Alias("qa.IShadowGrain")]
public interface IShadowGrain : IGrainWithGuidKey
{
    /// <summary>Starts it; started again it is the same run.</summary>
    /// <param name="hours"><see cref="ShadowRun.MinimumHours"/>..<see cref="ShadowRun.MaximumHours"/>.</param>
    [Alias("StartAsync"), Repeatable]
    Task<Answer<ShadowProgress>> StartAsync(string ruleSet, string draft, int hours, string author);

    [Alias("GetAsync"), Repeatable]
    Task<Answer<ShadowProgress>> GetAsync();

    /// <summary>Has it take in nothing any more; what it has is still compared.</summary>
    [Alias("StopAsync")]
    Task<Answer<ShadowProgress>> StopAsync(string actor);
}
