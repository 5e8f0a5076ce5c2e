using Qa.Grains.Storage;

namespace Qa.Grains.Auditing.Chain;

/// <summary>An entry as the database has it, which need not be as it was written.</summary>
internal class StoredEntry
{
    /// <summary>Of the table as <c>a</c>.</summary>
    public const string Columns =
        """
        a.number AS Number, a.at AS At, a.actor AS Actor, a.action AS Action, a.subject AS Subject, a.detail AS Detail, a.kind AS Kind, a.origin AS Origin,
        a.before AS Before, a.after AS After, a.writer AS Writer, a.writer_sequence AS WriterSequence, a.hash AS Hash
        """;

    /// <summary>Null where a link's entry is missing.</summary>
    public long? Number { get; init; }

    public long At { get; init; }

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Detail { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Origin { get; init; } = "";

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>Null, as the sequence and the hash, only in what was written before there were chains.</summary>
    public string? Writer { get; init; }

    public long? WriterSequence { get; init; }

    public string? Hash { get; init; }

    /// <summary>Whose chain it belongs to.</summary>
    public string ChainWriter => Writer ?? WriterRun.Earlier;

    /// <summary>The hash of what the columns say now.</summary>
    public string ContentHash() => StampedEntry.HashOf(
        new(default, Actor, Action, Subject, Detail) { Origin = Origin, Before = Before, After = After },
        Kind, At, ChainWriter, WriterSequence ?? Number ?? 0);
}
