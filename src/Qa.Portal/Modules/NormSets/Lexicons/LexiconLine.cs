using System.Collections.Immutable;

namespace Qa.Portal.Modules.NormSets.Lexicons;

/// <summary>A phrase file in the list.</summary>
/// <param name="IsShared">Whether it is kept for all sets; else only sets have it.</param>
/// <param name="Sets">The sets whose text names it, as it is in force or being changed.</param>
/// <param name="Differing">Of these, those that have it otherwise than it is shared.</param>
/// <param name="ChangedBy">Who changed what is shared last; null where it is not shared.</param>
public sealed record LexiconLine(string Path, bool IsShared, int Phrases, ImmutableArray<string> Sets, ImmutableArray<string> Differing, string? ChangedBy, DateTimeOffset? ChangedAt);
