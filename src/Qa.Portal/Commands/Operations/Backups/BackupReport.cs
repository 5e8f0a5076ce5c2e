using System.Collections.Immutable;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>What reading a backup came to.</summary>
/// <param name="Parts">As they were found, by name.</param>
/// <param name="Findings">In the chosen language; the first hundred.</param>
internal sealed record BackupReport(BackupAbout About, IReadOnlyDictionary<string, BackupEntry> Parts, ImmutableArray<string> Findings)
{
    public bool Holds => Findings.IsEmpty;

    public long Bytes => Parts.Values.Sum(static part => part.Bytes);
}
