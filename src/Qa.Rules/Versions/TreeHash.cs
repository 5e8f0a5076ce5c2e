using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>The identity of a tree: SHA-256 of its resolved document in canonical JSON (norm-tree.md §5).</summary>
public static class TreeHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(DocumentMapping resolvedDocument) => CanonicalJson.Hash(CanonicalJson.Of(resolvedDocument));
}
