using Qa.Grains.Auditing.Chain;

namespace Qa.Grains.Auditing.Verification;

/// <summary>Follows the chains of all writers, link by link, and remembers the first fault of each. It reads nothing itself.</summary>
internal sealed class ChainTrail
{
    private readonly Dictionary<string, ChainHead> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditFault> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChainHead> _sinceSeal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _strangers = new(StringComparer.Ordinal);

    public long Links { get; private set; }

    public IEnumerable<AuditFault> Faults => _faults.Values;

    /// <summary>Of writers whose fault is an entry that fits its own hash but not its link: that hash. Where another link has it, entries were exchanged.</summary>
    public IReadOnlyDictionary<string, string> Strangers => _strangers;

    /// <param name="link">The next one, in the order of seal, writer and sequence.</param>
    public void Take(StoredLink link)
    {
        Links++;
        var head = _heads.GetValueOrDefault(link.LinkWriter);
        Check(link, head);
        _heads[link.LinkWriter] = _sinceSeal[link.LinkWriter] = new(link.LinkWriter, link.Sequence, link.LinkHash);
    }

    /// <summary>Compares the chains that grew since the seal before with what the seal says of them.</summary>
    public void Close(long seal, IReadOnlyList<ChainHead> heads)
    {
        foreach (var expected in heads)
        {
            if (!_sinceSeal.Remove(expected.Writer, out var found))
                Report(AuditFaultKind.MissingEntry, expected.Writer, Invariant($"seal {seal}"), "no link under it", Invariant($"links up to {expected.Sequence}"));
            else if (found.Sequence < expected.Sequence)
                Report(AuditFaultKind.MissingEntry, expected.Writer, Invariant($"seal {seal}"), Invariant($"links up to {found.Sequence}"), Invariant($"links up to {expected.Sequence}"));
            else if (found != expected)
                Report(AuditFaultKind.BrokenChain, expected.Writer, Invariant($"seal {seal}"), Invariant($"link {found.Sequence} {found.Hash}"), Invariant($"link {expected.Sequence} {expected.Hash}"));
        }

        foreach (var found in _sinceSeal.Values)
            Report(AuditFaultKind.BrokenChain, found.Writer, Invariant($"seal {seal}"), Invariant($"links up to {found.Sequence} under it"), "no link of this writer");
        _sinceSeal.Clear();
    }

    /// <summary>Notes a fault, unless the writer has one already.</summary>
    public void Report(AuditFaultKind kind, string writer, string where, string found, string expected) => _faults.TryAdd(writer, new(kind, writer, where, found, expected));

    /// <summary>What was found to be an entry of another place.</summary>
    public void MarkReordered(string writer) => _faults[writer] = _faults[writer] with { Kind = AuditFaultKind.Reordered, Found = "an entry that was linked in another place" };

    private void Check(StoredLink link, ChainHead? head)
    {
        var next = (head?.Sequence ?? 0) + 1;
        var where = Invariant($"entry {link.Entry}");
        if (link.Sequence > next)
            Report(AuditFaultKind.MissingEntry, link.LinkWriter, where, Invariant($"link {link.Sequence}"), Invariant($"link {next}; what was linked between is gone"));
        else if (link.Sequence < next)
            Report(AuditFaultKind.BrokenChain, link.LinkWriter, where, Invariant($"link {link.Sequence}"), Invariant($"link {next}"));
        else if (link.PreviousHash != head?.Hash)
            Report(AuditFaultKind.BrokenChain, link.LinkWriter, where, $"a link that follows {link.PreviousHash ?? "none"}", $"one that follows {head?.Hash ?? "none"}");
        else if (new AuditLink(link.LinkWriter, link.Sequence, link.Entry, link.EntryHash, link.PreviousHash).Hash() is var hash && hash != link.LinkHash)
            Report(AuditFaultKind.BrokenChain, link.LinkWriter, where, $"a link with the hash {link.LinkHash}", hash);
        else if (link.Number is null)
            Report(AuditFaultKind.MissingEntry, link.LinkWriter, where, "no entry", $"one with the hash {link.EntryHash}");
        else
            CheckEntry(link, where);
    }

    private void CheckEntry(StoredLink link, string where)
    {
        var content = link.ContentHash();
        if (content == link.EntryHash && (link.Hash ?? content) == content)
            return;
        if (!_faults.ContainsKey(link.LinkWriter) && content != link.EntryHash && content == link.Hash)
            _strangers.Add(link.LinkWriter, content);
        Report(AuditFaultKind.ChangedEntry, link.LinkWriter, where, $"an entry with the hash {(content == link.EntryHash ? link.Hash : content)}", link.EntryHash);
    }
}
