using Qa.Grains.Shadow;
using Qa.Portal.Modules.Replays.Comparing;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>Where shadow runs are shown.</summary>
internal static class ShadowAddress
{
    public static string OfDraft(ShadowRun run) => $"/norm-sets/{Uri.EscapeDataString(run.RuleSet)}/drafts/{Uri.EscapeDataString(run.Draft)}";

    public static string Of(ShadowRun run) => $"{OfDraft(run)}/shadow/{run.Id}";

    /// <summary>A dialogue as it was scored, beside what the draft made of it.</summary>
    public static string Of(ShadowRun run, string interaction) => CompareAddress.Of(interaction, run.RuleSet, null, SideKey.OfShadow(run.Id));
}
