using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>Rules of SCA as norms.</summary>
internal sealed class ScaRules(ScaImportOptions options, ScaConditions conditions, ScaLosses losses)
{
    private const decimal MostPoints = TreeLimits.Magnitude;

    // What else a rule says of itself and a norm has no place for.
    private static readonly string[] Lost =
    [
        "triggers", "businessCategoryNameList", "businessCategories", "weight", "preqRule", "effectiveStartTime", "effectiveEndTime", "startTime", "endTime",
        "scoreName", "scoreSubName", "scoreType", "scoreNumType", "scoreRuleHitType", "autoReview", "dialogues",
    ];

    private readonly Dictionary<string, string> _categories = new(StringComparer.Ordinal);
    private readonly NodeIds _categoryIds = new();

    /// <summary>The norm; null, and named, when it is left out.</summary>
    /// <param name="place">Of the rule in the document, from 1.</param>
    public NormDraft? Convert(DocumentMapping rule, int place)
    {
        var rid = rule.Get("rid").AsLabel();
        var name = rule.Get("name").AsLabel() ?? FormattableString.Invariant($"rule {rid ?? $"#{place}"}");
        if (rule.Get("isDelete").IsTrue())
            return LeaveOut(name, "isDelete", "it is deleted");
        if (rule.Get("graphFlow") is DocumentMapping { Entries.IsEmpty: false })
            return LeaveOut(name, "graphFlow", "a flow of nodes is no condition");
        if ((rule.Get("lambda") ?? rule.Get("ruleLambda")).AsLabel() is not { } lambda)
            return LeaveOut(name, "lambda", "there is none");
        var reading = new ScaLambda(lambda, cid => conditions.Use(cid, rid, name));
        var condition = reading.Read();
        if (reading.Error is { } error)
            return LeaveOut(name, "lambda", error);
        if (condition is null)
            return null;
        foreach (var key in Lost)
        {
            if (rule.Get(key) is not null and not DocumentSequence { Items.IsEmpty: true })
                losses.Lose(name, key, "a norm has no place for it");
        }

        var entries = new List<(string, DocumentNode)> { (NormKeys.Name, DocumentParts.Text(name)) };
        if (rule.Get("comments").AsLabel() is { } comments)
            entries.Add((NormKeys.Description, DocumentParts.Text(comments)));
        if (rule.Get("effective").AsWhole() == 0)
            entries.Add((NormKeys.Enabled, DocumentParts.Truth(false)));
        entries.Add((JudgementKey, condition));
        entries.Add((NormKeys.Points, DocumentParts.Number(options.Judgement == ImportedJudgement.Reward ? PointsOf(rule) : -PointsOf(rule))));
        if (rule.Get("level").AsWhole() == 0 && options.Judgement != ImportedJudgement.Reward)
            entries.Add((NormKeys.Severity, DocumentParts.Text("fatal")));
        var id = NodeIds.IdOf(name, FormattableString.Invariant($"rule-{place}"));
        return new(id, DocumentParts.Mapping(entries), CategoryOf(rule) is { } category ? [category] : []);
    }

    private string JudgementKey => options.Judgement switch
    {
        ImportedJudgement.Require => NormKeys.Require,
        ImportedJudgement.Reward => NormKeys.Reward,
        _ => NormKeys.Forbid,
    };

    // Points are what the norm takes or gives; the sign is the judgement's.
    private decimal PointsOf(DocumentMapping rule) =>
        rule.Get("scoreNum").AsNumber() is { } number && Math.Abs(number) is > 0m and <= MostPoints and var points && decimal.Round(points, 2) == points ? points : options.Points;

    // Names may differ and give the same id, as those in Chinese do.
    private DocumentMapping? CategoryOf(DocumentMapping rule)
    {
        if (rule.Get("ruleCategoryName").AsLabel() is not { } name)
            return null;
        if (!_categories.TryGetValue(name, out var id))
            _categories.Add(name, id = _categoryIds.Take(NodeIds.IdOf(name, "category")));
        return DocumentParts.Mapping((NormKeys.Id, DocumentParts.Text(id)), (NormKeys.Name, DocumentParts.Text(name)));
    }

    private NormDraft? LeaveOut(string name, string what, string why)
    {
        losses.LeaveOut(name, what, why);
        return null;
    }
}
