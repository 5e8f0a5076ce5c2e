using System.Collections.Immutable;

namespace Qa.Portal.Modules.NormSets.Lexicons;

/// <summary>A phrase file to be read or changed.</summary>
/// <param name="Text">As it is shared; while it is not, as the first set has it.</param>
/// <param name="Version">0 while it is not shared.</param>
public sealed record LexiconSight(string Path, string Text, long Version, ImmutableArray<string> Sets, ImmutableArray<string> Differing);

/// <summary>What became of a change of a shared lexicon.</summary>
/// <param name="Errors">Why it was not saved: the line, from 1, and what is expected there; line 0 is the path.</param>
/// <param name="IsLate">Whether somebody else has changed it meanwhile, and nothing was saved.</param>
/// <param name="Opened">The sets whose working drafts have it now.</param>
public sealed record LexiconSaved(ImmutableArray<(int Line, string Found, string Expected)> Errors, bool IsLate, ImmutableArray<string> Opened)
{
    /// <summary>The sets that it could not be put into: too long with it, or changed by others without a pause.</summary>
    public ImmutableArray<string> Missed { get; init; } = [];

    public bool IsDone => Errors.IsEmpty && !IsLate;
}
