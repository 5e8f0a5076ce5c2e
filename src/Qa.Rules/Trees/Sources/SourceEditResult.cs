using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// What an edit of a source gave: the new source, or why the edit could not be made. That the new source is a norm tree is
/// another question, which <see cref="NormSource.Load"/> answers: a draft may have errors and is edited all the same.
/// </summary>
/// <param name="Source">The very source that was edited where nothing changed; null when the edit was refused.</param>
/// <param name="Patches">In order of place, none touching another; applied together to the old text they give the new one.</param>
/// <param name="Diagnostics">Why it was refused, with the place in the old text; empty otherwise.</param>
public sealed record SourceEditResult(NormSource? Source, ImmutableArray<SourcePatch> Patches, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Succeeded => Source is not null;
}
