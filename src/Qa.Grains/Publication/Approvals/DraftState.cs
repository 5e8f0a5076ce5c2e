namespace Qa.Grains.Publication.Approvals;

/// <summary>Where a draft stands. The numbers are stored and stay.</summary>
public enum DraftState : byte
{
    /// <summary>Waits for approvals, or for somebody to publish it.</summary>
    Open = 1,

    /// <summary>Is published by itself at its time.</summary>
    Scheduled = 2,

    /// <summary>Takes effect at the next start (冷发布).</summary>
    Staged = 3,

    Published = 4,

    Withdrawn = 5,

    /// <summary>Its time came and it could not be published.</summary>
    Failed = 6,
}
