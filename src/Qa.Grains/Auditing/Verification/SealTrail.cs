using System.Collections.Immutable;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Auditing.Verification;

/// <summary>Follows the seals one by one and remembers the first fault of them. It reads nothing itself.</summary>
/// <param name="trusted">Fingerprints of keys that may have signed, <see cref="Unsigned"/> for none; null where any may.</param>
internal sealed class SealTrail(ChainTrail chains, IReadOnlySet<string>? trusted, AuditHead? checkpoint)
{
    /// <summary>Stands among fingerprints for seals without a signature.</summary>
    public const string Unsigned = "none";

    private readonly List<SealSigner> _signers = [];
    private StoredSeal? _last;

    public AuditFault? Fault { get; private set; }

    public AuditHead? Head => _last is null ? null : new(_last.Number, _last.Hash);

    public DateTimeOffset? SealedUpTo => _last is { At: var ticks } && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? UtcTicks.ToTime(ticks) : null;

    public ImmutableArray<SealSigner> Signers => [.. _signers];

    /// <param name="seal">The next one, after all links under it.</param>
    public void Take(StoredSeal seal)
    {
        var where = Invariant($"seal {seal.Number}");
        var next = (_last?.Number ?? 0) + 1;
        if (seal.Number != next)
            Report(AuditFaultKind.MissingSeal, where, "this number", Invariant($"{next}"));
        else if (seal.PreviousHash != _last?.Hash)
            Report(AuditFaultKind.ForgedSeal, where, $"a seal that follows {seal.PreviousHash ?? "none"}", $"one that follows {_last?.Hash ?? "none"}");
        if (checkpoint?.Seal == seal.Number && checkpoint.Hash != seal.Hash)
            Report(AuditFaultKind.OtherLog, where, $"the hash {seal.Hash}", $"{checkpoint.Hash}, as the checkpoint has it");
        if (ChainHead.Read(seal.Heads) is { } heads)
        {
            CheckContent(seal, where);
            chains.Close(seal.Number, heads);
        }
        else
        {
            Report(AuditFaultKind.ForgedSeal, where, "heads that cannot be read", "canonical JSON");
            chains.Close(seal.Number, []);
        }

        _last = seal;
    }

    /// <param name="orphan">A seal that later links name, if any do.</param>
    public void Finish(long? orphan)
    {
        if (orphan is { } missing)
            Report(AuditFaultKind.MissingSeal, Invariant($"seal {missing}"), "links under it and no seal", "a seal");
        if (checkpoint is not null && checkpoint.Seal > (_last?.Number ?? 0))
            Report(AuditFaultKind.OtherLog, "the end of the log", Invariant($"{_last?.Number ?? 0} seals"), Invariant($"{checkpoint.Seal} or more, as the checkpoint has it"));
    }

    private void CheckContent(StoredSeal seal, string where)
    {
        var payload = seal.Content.Payload();
        if (CanonicalJson.Hash(payload) is var hash && hash != seal.Hash)
            Report(AuditFaultKind.ForgedSeal, where, $"the hash {seal.Hash}", hash);
        var key = seal.Fingerprint;
        if (key is not null && !AuditSeal.IsSigned(payload, seal.Signer!, seal.Signature ?? ""))
            Report(AuditFaultKind.WrongSignature, where, "a signature that is not of its key", "one that is");
        else if (key is null && _signers.Exists(static signer => signer.Key is not null))
            Report(AuditFaultKind.WrongSignature, where, "no signature", "one, as the seals before it have");
        else if (trusted?.Contains(key ?? Unsigned) == false)
            Report(AuditFaultKind.WrongSignature, where, key is null ? "no signature" : $"a signature by the key {key}", $"one by the key {string.Join(" or ", trusted)}");
        if (_signers is [.., var last] && last.Key == key)
            _signers[^1] = last with { LastSeal = seal.Number };
        else if (_signers.Count < AuditVerification.MaximumSigners)
            _signers.Add(new(key, seal.Number, seal.Number));
    }

    private void Report(AuditFaultKind kind, string where, string found, string expected) => Fault ??= new(kind, null, where, found, expected);
}
