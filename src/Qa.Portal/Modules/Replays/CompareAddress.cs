using Qa.Grains.Replay;
using Qa.Portal.Modules.Replays.Comparing;

namespace Qa.Portal.Modules.Replays;

/// <summary>Where an interaction is shown under two versions side by side.</summary>
internal static class CompareAddress
{
    /// <param name="request">Of another version or a draft.</param>
    public static string Of(string interaction, ReplayRequest request) => Of(
        interaction, request.RuleSet, request.Baseline is { } baseline ? SideKey.OfVersion(baseline) : null,
        request.Version is { } version ? SideKey.OfVersion(version) : request.Draft is { } draft ? SideKey.OfDraft(draft) : null);

    /// <summary>A stored scorecard beside what its version makes of it today.</summary>
    public static string Of(ReplayedCard card) => Of(card.Interaction, card.RuleSet, SideKey.OfStored(card.Task, card.Item), SideKey.OfVersion(card.Version));

    /// <summary>A side that is not named is left to the page.</summary>
    public static string Of(string interaction, string? ruleSet, SideKey? before, SideKey? after)
    {
        var parts = new[] { ("set", ruleSet), ("a", before?.ToString()), ("b", after?.ToString()) }.Where(static part => !string.IsNullOrEmpty(part.Item2))
            .Select(static part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}").ToList();
        return $"/replays/compare/{Uri.EscapeDataString(interaction)}{(parts.Count == 0 ? "" : $"?{string.Join('&', parts)}")}";
    }
}
