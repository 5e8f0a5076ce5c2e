using System.Globalization;
using Microsoft.Extensions.Localization;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Portal.Platform;

namespace Qa.Portal.Modules.Replays;

/// <summary>Says in the language of the page why something was not done, and why a scorecard is not the same.</summary>
internal static class ReplayWords
{
    // How the reasons of ScorecardReplay and of a version that is not there begin, from the longest to the shortest of those alike.
    private static readonly (string Start, string Key)[] Reasons =
    [
        ("the stored interaction is missing", "reason.missing"), ("the stored interaction cannot be read", "reason.unreadable"), ("the interaction was erased, and altered", "reason.erasedAltered"),
        ("the evidence was erased, and the scorecard altered", "reason.erasedAltered"), ("found the schema", "reason.schema"), ("found the tree", "reason.tree"),
        ("found the interaction", "reason.interaction"), ("found another scorecard", "reason.scorecard"), ("found the scorecard", "reason.hash"), ("There is no version", "reason.noVersion"),
    ];

    /// <summary>In English the detail itself, which says more.</summary>
    public static string Of(Refusal refusal, IStringLocalizer<ReplaysTexts> texts) => InWords($"refusal.{refusal.Kind}", refusal.Detail, texts);

    /// <summary>Why a draft does not score along.</summary>
    public static string OfShadow(Refusal refusal, IStringLocalizer<ReplaysTexts> texts) => InWords($"shadow.refusal.{refusal.Kind}", refusal.Detail, texts);

    /// <summary>A finding; the exact one stands beside it.</summary>
    public static string OfReason(string reason, IStringLocalizer<ReplaysTexts> texts) =>
        Array.Find(Reasons, each => reason.StartsWith(each.Start, StringComparison.Ordinal)) is { Key: { } key } ? InWords(key, reason, texts) : reason;

    /// <summary>What a replay is of, in a line of a list.</summary>
    public static string Of(ReplayRequest request, IStringLocalizer<ReplaysTexts> texts, CentreTime centre)
    {
        var parts = new List<string>();
        if (request.RuleSet is { } set)
            parts.Add(request.Version is { } version ? $"{set} {texts["side.version", version]}" : request.Draft is not null ? $"{set} {texts["scope.draft"]}" : set);
        if (request.Baseline is { } baseline)
            parts.Add(texts["scope.against", baseline]);
        if (request.Interaction is { } interaction)
            parts.Add(interaction);
        if (request.Task is { } task)
            parts.Add(texts["scope.task", task]);
        if (request.From is not null || request.To is not null)
            parts.Add(texts["scope.period", request.From is { } from ? centre.DayTextOf(from) : "…", request.To is { } to ? centre.DayTextOf(to.AddTicks(-1)) : "…"]);
        if (request.Sample is { } sample)
            parts.Add(texts["scope.sample", Figures.Count(sample), request.Seed ?? 0]);
        return parts.Count == 0 ? texts["scope.all"] : string.Join(" · ", parts);
    }

    private static string InWords(string key, string detail, IStringLocalizer<ReplaysTexts> texts) =>
        CultureInfo.CurrentUICulture.Name == "en-US" || texts[key].ResourceNotFound ? detail : texts[key];
}
