namespace Qa.Grains.Bundles;

/// <summary>What an import added; what was there already is not counted.</summary>
public sealed record ImportReport(long Publications, long Interactions, long Scorecards, long AlreadyThere);
