using static System.FormattableString;

namespace Qa.Rules.Versions;

/// <summary>
/// Verifies a publication log: that every record follows the one before it, and that the versions of each set are 1, 2,
/// 3 … and come from one another as they say. A cut tail, or a whole other log, only a <see cref="ChainCheckpoint"/> shows.
/// </summary>
public static class PublicationChain
{
    private const int HashLength = 64;

    /// <param name="records">All records of all sets, in the order in which they were appended.</param>
    public static ChainVerdict Verify(IEnumerable<PublicationRecord> records)
    {
        var published = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var (count, lastHash) = (0, default(string));
        foreach (var record in records)
        {
            if (!published.TryGetValue(record.RuleSet, out var treeHashes))
                published.Add(record.RuleSet, treeHashes = []);
            var fault = LinkFault(record, lastHash) ?? VersionFault(record, treeHashes) ?? ContentFault(record, treeHashes);
            if (fault is { } found)
                return new(count, lastHash, new(count, found.Kind, record.RuleSet, record.Version, found.Found, found.Expected));
            treeHashes.Add(record.TreeHash);
            lastHash = record.Hash();
            count++;
        }

        return new(count, lastHash, null);
    }

    internal static bool IsHash(string text) =>
        text.Length == HashLength && text.All(static c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private static Fault? LinkFault(PublicationRecord record, string? lastHash)
    {
        if (string.Equals(record.Previous, lastHash, StringComparison.Ordinal))
            return null;
        return lastHash is null
            ? new(ChainFaultKind.BeginningMissing, $"a first record that follows {record.Previous}", "a first record without 'previous'")
            : new(ChainFaultKind.Broken, $"a record that follows {record.Previous ?? "none"}", $"one that follows {lastHash}; the record before it was changed, or records between them are missing");
    }

    private static Fault? VersionFault(PublicationRecord record, List<string> treeHashes)
    {
        var next = treeHashes.Count + 1;
        return record.Version == next
            ? null
            : new(ChainFaultKind.VersionGap, Invariant($"version {record.Version} of '{record.RuleSet}'"), Invariant($"version {next}"));
    }

    private static Fault? ContentFault(PublicationRecord record, List<string> treeHashes)
    {
        if (!IsHash(record.TreeHash))
            return Inconsistent("a tree hash that is none", "64 lower-case hexadecimal digits");
        if (record.Parent is { } parent && (parent < 1 || parent >= record.Version))
            return Inconsistent(Invariant($"parent {parent}"), Invariant($"a version before {record.Version}"));
        return record.Mode switch
        {
            PublicationMode.HotNorm when string.IsNullOrEmpty(record.NormPath) => Inconsistent("a single norm without its path", "'normPath'"),
            PublicationMode.HotNorm when record.Parent is null || record.Parent != record.Version - 1 =>
                Inconsistent(record.Parent is null ? "a single norm in no version" : Invariant($"a single norm in version {record.Parent}"), "one in the version before"),
            not PublicationMode.HotNorm when record.NormPath is not null => Inconsistent($"the path '{record.NormPath}' with a full tree", "no 'normPath'"),
            PublicationMode.Rollback when record.Parent is null => Inconsistent("a rollback to no version", "'parent'"),
            PublicationMode.Rollback when !string.Equals(treeHashes[record.Parent.Value - 1], record.TreeHash, StringComparison.Ordinal) =>
                Inconsistent($"another tree than that of version {record.Parent}", $"tree {treeHashes[record.Parent.Value - 1]}"),
            _ => null,
        };
    }

    private static Fault Inconsistent(string found, string expected) => new(ChainFaultKind.Inconsistent, found, expected);

    private readonly record struct Fault(ChainFaultKind Kind, string Found, string Expected);
}
