namespace Qa.Grains.Bundles;

/// <summary>Writes the lines of a bundle one after the other.</summary>
internal sealed class BundleWriter(Stream target)
{
    /// <summary>Lines written.</summary>
    public long Lines { get; private set; }

    /// <summary>Of the last line written.</summary>
    public string Seal { get; private set; } = BundleJson.FirstSeal;

    public async Task WriteAsync(BundleEntry entry, CancellationToken cancellation)
    {
        await target.WriteAsync(BundleJson.Write(entry, Seal, out var seal), cancellation);
        (Lines, Seal) = (Lines + 1, seal);
    }
}
