using Qa.Grains.Auditing.Chain;

namespace Qa.Grains.Auditing.Verification;

/// <summary>A link as the database has it, with its entry, if that is still there.</summary>
internal sealed class StoredLink : StoredEntry
{
    public const string LinkColumns =
        """
        l.writer AS LinkWriter, l.sequence AS Sequence, l.entry AS Entry, l.entry_hash AS EntryHash, l.previous_hash AS PreviousHash, l.hash AS LinkHash, l.seal AS Seal
        """;

    public string LinkWriter { get; init; } = "";

    public long Sequence { get; init; }

    public long Entry { get; init; }

    public string EntryHash { get; init; } = "";

    public string? PreviousHash { get; init; }

    public string LinkHash { get; init; } = "";

    public long Seal { get; init; }
}
