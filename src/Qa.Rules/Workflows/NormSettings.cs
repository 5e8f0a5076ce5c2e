using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>What a norm is worth and where it belongs, read from a rule's <c>Properties</c> and completed from the options.</summary>
internal sealed class NormSettings
{
    private const int PointsDecimals = 2;

    private readonly DocumentMapping _properties;
    private readonly string _path;
    private readonly ImportContext _context;

    public NormSettings(DocumentMapping properties, string path, ImportContext context)
    {
        (_properties, _path, _context) = (properties, path, context);
        Judgement = ReadJudgement();
        Categories = ReadCategories();
        context.LoseUnknown(
            path,
            properties,
            WorkflowKeys.Properties + ".",
            NormKeys.Name,
            NormKeys.Description,
            NormKeys.Guidance,
            NormKeys.Enabled,
            WorkflowKeys.Judgement,
            WorkflowKeys.Categories,
            NormKeys.Points,
            NormKeys.PerHit,
            NormKeys.MaxHits,
            NormKeys.Severity);
    }

    /// <summary>The norm's key for its condition: forbid, require or reward.</summary>
    public string Judgement { get; }

    public ImmutableArray<DocumentMapping> Categories { get; }

    public void AddTo(List<(string Key, DocumentNode Value)> entries)
    {
        var isReward = string.Equals(Judgement, NormKeys.Reward, StringComparison.Ordinal);
        var points = ReadPoints(isReward);
        entries.Add((NormKeys.Points, points is { } number ? DocumentParts.Number(isReward ? number : -number) : DocumentParts.Text(NormKeys.Veto)));
        AddHits(entries, points is null);
        if (_properties.Find(NormKeys.Severity) is not { } severity)
            return;
        if (severity.AsText() is NormKeys.Fatal or NormKeys.Nonfatal)
            entries.Add((NormKeys.Severity, severity));
        else
            Lose(NormKeys.Severity, "it is neither fatal nor nonfatal");
    }

    private string ReadJudgement()
    {
        var usual = _context.Options.Judgement switch
        {
            ImportedJudgement.Forbid => NormKeys.Forbid,
            ImportedJudgement.Reward => NormKeys.Reward,
            _ => NormKeys.Require,
        };
        switch (_properties.Find(WorkflowKeys.Judgement))
        {
            case null:
                return usual;
            case var written when written.AsText() is NormKeys.Forbid or NormKeys.Require or NormKeys.Reward:
                return written.AsText()!;
            default:
                Lose(WorkflowKeys.Judgement, $"it is none of forbid, require and reward; {usual} was taken");
                return usual;
        }
    }

    /// <summary>The points without their sign, which the judgement decides; null for veto.</summary>
    private decimal? ReadPoints(bool isReward)
    {
        var written = _properties.Find(NormKeys.Points);
        if (written is null)
            return _context.Options.Points;
        if (!isReward && string.Equals(written.AsText(), NormKeys.Veto, StringComparison.Ordinal))
            return null;
        if (written.AsDecimal() is { } points && points != 0 && points == decimal.Round(points, PointsDecimals))
            return Math.Abs(points);
        Lose(NormKeys.Points, isReward
            ? "they are no number other than 0 with at most 2 decimals; the points of the options were taken"
            : "they are neither veto nor a number other than 0 with at most 2 decimals; the points of the options were taken");
        return _context.Options.Points;
    }

    private void AddHits(List<(string Key, DocumentNode Value)> entries, bool isVeto)
    {
        if (_properties.Find(NormKeys.PerHit) is not { } perHit)
        {
            if (_properties.Find(NormKeys.MaxHits) is not null)
                Lose(NormKeys.MaxHits, "it says nothing without perHit");
            return;
        }

        if (isVeto || string.Equals(Judgement, NormKeys.Require, StringComparison.Ordinal) || perHit.AsTruth() is null)
        {
            Lose(NormKeys.PerHit, "it stands with true or false, and not with veto or require");
            return;
        }

        entries.Add((NormKeys.PerHit, perHit));
        if (_properties.Find(NormKeys.MaxHits) is not { } maxHits)
            return;
        if (perHit.AsTruth() is true && maxHits.AsDecimal() is { } most && most >= 1 && most <= int.MaxValue && most == decimal.Truncate(most))
            entries.Add((NormKeys.MaxHits, maxHits));
        else
            Lose(NormKeys.MaxHits, "it is not a whole number from 1 on beside perHit");
    }

    private ImmutableArray<DocumentMapping> ReadCategories()
    {
        if (_properties.Find(WorkflowKeys.Categories) is not { } written)
            return [];
        var categories = written.AsItems().OfType<DocumentMapping>().ToImmutableArray();
        if (written is DocumentSequence sequence
            && categories.Length == sequence.Items.Length
            && categories.All(static category => category.Find(NormKeys.Id).AsText() is { } id && NodeIds.IsId(id)))
            return categories;
        Lose(WorkflowKeys.Categories, "it is not a list of categories with an id each; the norm stands at the top");
        return [];
    }

    private void Lose(string key, string why) => _context.Lose(_path, $"{WorkflowKeys.Properties}.{key}", why);
}
