using System.Collections.Immutable;

namespace Qa.Portal.Platform.Serving;

/// <summary>A server cannot start, as its folders are not those of the installation; each finding says which and why.</summary>
internal sealed class FoldersUnusableException(ImmutableArray<FolderFinding> findings) : Exception(string.Join("; ", findings))
{
    public ImmutableArray<FolderFinding> Findings { get; } = findings;
}
