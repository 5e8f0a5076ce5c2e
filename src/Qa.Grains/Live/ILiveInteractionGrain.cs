using Qa.Grains.Hosting;
using Qa.Grains.Publication;

namespace Qa.Grains.Live;

/// <summary>One conversation, by its interaction's id, inspected while it goes on (事中质检).</summary>
[Alias("qa.ILiveInteractionGrain")]
public interface ILiveInteractionGrain : IGrainWithStringKey
{
    /// <summary>Stores a turn and judges the conversation so far; when it answers, the turn is safe and its alerts are raised.</summary>
    [Alias("AddTurnAsync"), Repeatable]
    Task<Answer<LiveTurnAnswer>> AddTurnAsync(LiveTurn turn);

    /// <summary>Ends the conversation: it becomes an interaction, and its scorecards are those of the whole. Again, it answers the same.</summary>
    [Alias("EndAsync"), Repeatable]
    Task<Answer<LiveResult>> EndAsync();

    /// <summary>Ends the conversation when no turn has come for the idle time.</summary>
    [Alias("EndIfIdleAsync"), Repeatable]
    Task EndIfIdleAsync();
}
