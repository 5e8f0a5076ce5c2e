using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// How a value is written: the stretch of text that it takes, and what of its form an edit has to keep to. It stands
/// beside the <see cref="DocumentNode"/> of the same value, which knows what the value means.
/// </summary>
/// <param name="Start">Index of its first UTF-16 unit, an anchor or tag before it included.</param>
/// <param name="End">Index after its last unit; line ends and comments after it do not belong to it.</param>
/// <param name="HasAnchor">Whether it has an anchor, so that an alias may show it again elsewhere.</param>
internal abstract record SourceNode(int Start, int End, bool HasAnchor);

internal sealed record SourceScalar(int Start, int End, bool HasAnchor, SourceQuotes Quotes) : SourceNode(Start, End, HasAnchor);

internal sealed record SourceAlias(int Start, int End) : SourceNode(Start, End, HasAnchor: false);

/// <param name="Open">Index of the opening bracket; of the first dash where there are no brackets.</param>
internal sealed record SourceSequence(int Start, int End, bool HasAnchor, SourceLayout Layout, int Open, ImmutableArray<SourceNode> Items)
    : SourceNode(Start, End, HasAnchor);

/// <param name="Open">Index of the opening brace; of the first key where there are no braces.</param>
internal sealed record SourceMapping(int Start, int End, bool HasAnchor, SourceLayout Layout, int Open, ImmutableArray<SourceEntry> Entries)
    : SourceNode(Start, End, HasAnchor);

/// <summary>A key and its value.</summary>
internal readonly record struct SourceEntry(SourceNode Key, SourceNode Value);

/// <summary>How the parts of a list or mapping are told apart.</summary>
internal enum SourceLayout : byte
{
    /// <summary>By lines and indentation.</summary>
    Block,

    /// <summary>By commas between brackets.</summary>
    Flow,

    /// <summary>A single pair inside brackets without braces of its own: <c>[a: b]</c>.</summary>
    Pair,
}

/// <summary>How a scalar is written.</summary>
internal enum SourceQuotes : byte
{
    Plain,
    Single,
    Double,

    /// <summary>After <c>|</c> or <c>&gt;</c>, on lines of its own.</summary>
    Block,
}
