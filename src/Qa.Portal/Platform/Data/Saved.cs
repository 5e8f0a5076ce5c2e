namespace Qa.Portal.Platform.Data;

/// <summary>What became of a change that somebody wanted to save.</summary>
/// <param name="Current">With <see cref="SaveOutcome.ChangedMeanwhile"/>: what somebody else has saved, null when it is gone.</param>
internal sealed record Saved<T>(SaveOutcome Outcome, T? Current)
    where T : class;

/// <summary>What became of a change.</summary>
internal enum SaveOutcome
{
    Done,

    /// <summary>Somebody else has changed it since it was read; nothing was saved.</summary>
    ChangedMeanwhile,

    /// <summary>It is not there.</summary>
    Missing,
}
