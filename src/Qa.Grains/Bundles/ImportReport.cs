namespace Qa.Grains.Bundles;

/// <summary>What an import added; what was there already is not counted.</summary>
/// <param name="Key">Fingerprint of the key by which the bundle is signed.</param>
public sealed record ImportReport(long Publications, long Interactions, long Scorecards, long AlreadyThere, string Key);
