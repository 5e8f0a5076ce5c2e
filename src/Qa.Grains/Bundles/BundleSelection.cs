namespace Qa.Grains.Bundles;

/// <summary>Which scorecards a bundle takes, each with its interaction. The publication log and all versions are always whole.</summary>
/// <param name="RuleSet">Only of this set; null for all.</param>
/// <param name="From">Only of interactions that began at this time or later.</param>
/// <param name="To">Only of interactions that began before this time.</param>
/// <param name="HistoryOnly">Null but for one without any scorecard: what was published, and no customer's word.</param>
public sealed record BundleSelection(string? RuleSet = null, DateTimeOffset? From = null, DateTimeOffset? To = null, bool? HistoryOnly = null)
{
    public static BundleSelection Everything { get; } = new();
}
