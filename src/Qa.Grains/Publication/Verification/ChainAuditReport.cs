using System.Collections.Immutable;

namespace Qa.Grains.Publication.Verification;

/// <summary>What verifying the publication log came to.</summary>
/// <param name="Count">Number of entries.</param>
/// <param name="LastHash">Hash of the last record that holds; null without any.</param>
/// <param name="Findings">What is wrong, each with where, found and expected; the first hundred of them.</param>
public sealed record ChainAuditReport(int Count, string? LastHash, ImmutableArray<string> Findings)
{
    public bool Holds => Findings.IsEmpty;
}
