using System.Globalization;
using Microsoft.Extensions.Localization;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>Says what a node costs or gives, in the language of the page.</summary>
internal sealed class NormWords(IStringLocalizer<NormSetsTexts> texts)
{
    /// <summary>Short, beside the name in a tree: <c>一票否决</c>, <c>−5/次</c>, <c>≤30</c>; empty where there is nothing to say.</summary>
    public string Worth(TreeNode node) => node switch
    {
        Category { MaxDeduct: { } most } => $"≤{Number(most)}",
        Norm { Judgement.IsVeto: true } => texts["worth.veto"],
        Norm { Judgement: Judgement.Forbid forbid } => Points(forbid.Points!.Value, forbid.PerHit),
        Norm { Judgement: Judgement.Require require } => Points(require.Points!.Value, isPerHit: false),
        Norm { Judgement: Judgement.Reward reward } => Points(reward.Points, reward.PerHit),
        Norm { Judgement: Judgement.Manual manual } => texts["worth.manual", Number(manual.Max)],
        _ => "",
    };

    /// <summary>What a norm asks for, as the start of a sentence whose end is its condition.</summary>
    public string Asks(Norm norm) => norm.Judgement switch
    {
        Judgement.Forbid => texts["judge.forbid"],
        Judgement.Require => texts["judge.require"],
        Judgement.Reward => texts["judge.reward"],
        _ => texts["judge.manual"],
    };

    /// <summary>Points in a sentence: <c>每次 −5 分，最多计 3 次</c>.</summary>
    public string PointsOf(Norm norm) => norm.Judgement switch
    {
        { IsVeto: true } => texts["points.veto"],
        Judgement.Forbid forbid => Sentence(forbid.Points!.Value, forbid.PerHit, forbid.MaxHits),
        Judgement.Require require => Sentence(require.Points!.Value, false, null),
        Judgement.Reward reward => Sentence(reward.Points, reward.PerHit, reward.MaxHits),
        Judgement.Manual manual => texts["points.manual", Number(manual.Max)],
        _ => "",
    };

    private string Sentence(decimal points, bool isPerHit, int? maxHits) => maxHits is { } most
        ? texts["points.perHit.most", Signed(points), most]
        : texts[isPerHit ? "points.perHit" : "points.once", Signed(points)];

    private string Points(decimal points, bool isPerHit) => isPerHit ? texts["worth.perHit", Signed(points)] : Signed(points);

    // With the minus of typography, which lines up with a plus.
    private static string Signed(decimal points) => points < 0 ? "−" + Number(-points) : "+" + Number(points);

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
