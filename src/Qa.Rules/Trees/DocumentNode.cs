using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>A place in a source text; both 1-based, columns in UTF-16 units; 0 where not known.</summary>
public readonly record struct SourcePosition(int Line, int Column);

/// <summary>A value of a YAML or JSON document, with its place in the source. Immutable; equality is by reference.</summary>
public abstract class DocumentNode(SourcePosition position)
{
    public SourcePosition Position { get; } = position;
}

/// <summary>A mapping, in document order.</summary>
public sealed class DocumentMapping(SourcePosition position, ImmutableArray<DocumentEntry> entries) : DocumentNode(position)
{
    public ImmutableArray<DocumentEntry> Entries { get; } = entries;

    /// <summary>The value of a key, or null when the mapping has no such key.</summary>
    public DocumentNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                    return entry.Value;
            }

            return null;
        }
    }
}

/// <summary>A key and its value.</summary>
public readonly record struct DocumentEntry(string Key, SourcePosition KeyPosition, DocumentNode Value);

/// <summary>A list.</summary>
public sealed class DocumentSequence(SourcePosition position, ImmutableArray<DocumentNode> items) : DocumentNode(position)
{
    public ImmutableArray<DocumentNode> Items { get; } = items;
}

/// <summary>A string, number, boolean or null, as YAML 1.2's core schema (or JSON) types it.</summary>
/// <param name="text">The string itself; of the other kinds, the text as written.</param>
public sealed class DocumentScalar(SourcePosition position, ScalarKind kind, string text) : DocumentNode(position)
{
    public ScalarKind Kind { get; } = kind;

    public string Text { get; } = text;
}

public enum ScalarKind : byte
{
    String,
    Number,
    Boolean,
    Null,
}
