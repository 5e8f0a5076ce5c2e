using Qa.Grains.Publication.Checkpoints;
using Qa.Rules.Versions;

namespace Qa.Grains.Bundles;

/// <summary>The last line: how many came before it, how long the log was, and the installation's signature over all of it.</summary>
internal sealed class BundleEnd : BundleEntry
{
    /// <summary>Lines before this one.</summary>
    public required long Lines { get; init; }

    public required SignedCheckpoint Checkpoint { get; init; }

    /// <summary>Of <see cref="SigningPayload"/>, in base 64.</summary>
    public required string Signature { get; init; }

    public override string Name => "the end";

    /// <summary>What is signed: canonical JSON. The seal of the last line stands for all lines up to it.</summary>
    public static byte[] SigningPayload(long lines, string lastSeal) =>
        CanonicalJson.OfText(System.Text.Encoding.UTF8.GetBytes(Invariant($$"""{"kind":"qa.bundle-end/1","lines":{{lines}},"seal":"{{lastSeal}}"}""")));
}
