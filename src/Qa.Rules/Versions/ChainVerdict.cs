namespace Qa.Rules.Versions;

/// <summary>What verifying a publication log came to.</summary>
/// <param name="Count">Number of records that hold, from the first one on.</param>
/// <param name="LastHash">Hash of the last of these; null without any.</param>
/// <param name="Fault">What is wrong with the record after them; null when there is nothing.</param>
public sealed record ChainVerdict(int Count, string? LastHash, ChainFault? Fault)
{
    public bool Holds => Fault is null;
}

/// <summary>The first thing that is wrong with a publication log.</summary>
/// <param name="Index">Place of the record in the log, from 0.</param>
/// <param name="Found">What is there, in the words of a diagnostic.</param>
/// <param name="Expected">What should be.</param>
public sealed record ChainFault(int Index, ChainFaultKind Kind, string RuleSet, int Version, string Found, string Expected);

/// <summary>What kind of thing is wrong with a publication log.</summary>
public enum ChainFaultKind : byte
{
    /// <summary>The log does not begin with its first record.</summary>
    BeginningMissing,

    /// <summary>The record before was changed, or one or more between the two are missing.</summary>
    Broken,

    /// <summary>Versions of the set are missing, or one is there twice.</summary>
    VersionGap,

    /// <summary>What the record says of itself cannot be.</summary>
    Inconsistent,

    /// <summary>There are fewer records than a checkpoint has counted.</summary>
    TailMissing,

    /// <summary>The records up to a checkpoint are not those it was made of.</summary>
    NotTheChain,
}
