namespace Qa.Grains.Bundles;

/// <summary>A line of a bundle as it was read: its entry, or what is wrong with the line; exactly one of the two.</summary>
/// <param name="Number">From 1.</param>
/// <param name="PreviousSeal">As it stands on the line before.</param>
internal sealed record BundleLine(long Number, string PreviousSeal, BundleEntry? Entry, string? Problem);
