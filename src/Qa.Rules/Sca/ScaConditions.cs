using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>The conditions of a document of SCA: each becomes a named condition once a rule, or the anchor of another, asks for it.</summary>
internal sealed class ScaConditions
{
    private readonly ScaLosses _losses;
    private readonly List<DocumentMapping> _conditions;
    private readonly Dictionary<DocumentMapping, string?> _names = new(ReferenceEqualityComparer.Instance);
    private readonly NodeIds _taken = new();
    private readonly ImmutableArray<DocumentEntry>.Builder _lets = ImmutableArray.CreateBuilder<DocumentEntry>();

    public ScaConditions(IEnumerable<DocumentMapping> conditions, ScaLosses losses)
    {
        _conditions = [.. conditions];
        _losses = losses;
    }

    /// <summary>The named conditions made so far.</summary>
    public DocumentMapping Lets => new(default, _lets.ToImmutable());

    /// <summary><c>use</c> of a condition; null, and named, when it is not there or cannot be carried over.</summary>
    /// <param name="rid">The rule that asks: ids are unique among its conditions only. Null for none.</param>
    /// <param name="path">Who asks, for losses.</param>
    public DocumentMapping? Use(string cid, string? rid, string path)
    {
        if (Find(cid, rid) is not { } condition)
        {
            _losses.LeaveOut(path, $"condition '{cid}'", "there is no such condition");
            return null;
        }

        if (!_names.TryGetValue(condition, out var name))
        {
            // So that an anchor that leads back here finds no condition instead of no end.
            _names.Add(condition, null);
            name = Add(condition, cid, rid);
            _names[condition] = name;
        }

        if (name is not null)
            return DocumentParts.Mapping(("use", DocumentParts.Text(name)));
        _losses.LeaveOut(path, $"condition '{cid}'", "it could not be carried over, or is an anchor of itself");
        return null;
    }

    public void NameUnused()
    {
        foreach (var condition in _conditions.Where(condition => !_names.ContainsKey(condition)))
            _losses.Lose($"condition {condition.Get("cid").AsLabel()}", "the condition", "no rule asks for it");
    }

    private DocumentMapping? Find(string cid, string? rid) =>
        _conditions.Find(condition => Is(condition, "cid", cid) && rid is not null && Is(condition, "rid", rid))
        ?? _conditions.Find(condition => Is(condition, "cid", cid) && (rid is null || condition.Get("rid") is null))
        ?? _conditions.Find(condition => Is(condition, "id", cid));

    private static bool Is(DocumentMapping condition, string key, string value) =>
        string.Equals((condition.Get(key) ?? (key == "cid" ? condition.Get("conditionInfoCid") : null)).AsLabel(), value, StringComparison.Ordinal);

    private string? Add(DocumentMapping condition, string cid, string? rid)
    {
        var path = $"condition {cid}";
        var range = ScaRange.Of(
            condition.Get("check_range").AsObject() ?? DocumentParts.Mapping(), path, _losses, anchor => Use(anchor, condition.Get("rid").AsLabel() ?? rid, path));
        if (range is null)
            return null;
        var operators = condition.ObjectsOf("operators", "operatorBasicInfo");
        var lambda = (condition.Get("lambda") ?? condition.Get("operLambda")).AsLabel() ?? string.Join("&&", operators.Select(static one => one.Get("oid").AsLabel()));
        var converter = new ScaOperators(_losses);
        var reading = new ScaLambda(lambda, oid => operators.FirstOrDefault(one => Is(one, "oid", oid)) is { } @operator
            ? converter.Convert(@operator, range, $"{path}/operator {oid}")
            : Missing(path, oid));
        var made = reading.Read();
        if (reading.Error is { } error)
            _losses.LeaveOut(path, "lambda", error);
        if (made is null)
            return null;
        if (operators.Length > 1)
            _losses.Lose(path, "lambda", "operators may hit in different sentences of the range here");
        var name = _taken.Take(condition.Get("name").AsLabel() ?? $"c{cid}");
        _lets.Add(new(name, default, made));
        return name;
    }

    private DocumentMapping? Missing(string path, string oid)
    {
        _losses.LeaveOut(path, $"operator '{oid}'", "there is no such operator");
        return null;
    }
}
