namespace Qa.Grains.Bundles;

/// <summary>The first line: what the bundle is and what was chosen for it.</summary>
internal sealed class BundleHeader : BundleEntry
{
    /// <summary>The one form there is so far.</summary>
    public const string CurrentSchema = "qa.bundle/1";

    public required string Schema { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required BundleSelection Selection { get; init; }

    public override string Name => "the header";
}
