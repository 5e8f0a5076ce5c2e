namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>How a case stands with a tree.</summary>
public enum CaseState
{
    Passed,

    Failed,

    /// <summary>The tree has no such norm, or it is switched off: nothing is said of it, for or against.</summary>
    NormGone,

    /// <summary>Its dialogue can no longer be read, so that it does not pass.</summary>
    Unreadable,
}
