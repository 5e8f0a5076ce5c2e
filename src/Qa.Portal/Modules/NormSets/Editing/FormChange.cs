using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>What the parts of a form do to the text of a set.</summary>
internal static class FormChange
{
    private static readonly ImmutableArray<string> Deciding = ["forbid", "require", "reward"];

    /// <summary>Keys of a norm that its judgement has beside it.</summary>
    private static readonly ImmutableArray<string> Counting = ["points", "perHit", "maxHits"];

    /// <summary>Puts a value in a place of a node, or of the set; null takes away what stands there, and with the condition of <c>around</c> all of it.</summary>
    public static SourceEditResult Put(NormSource source, string path, ImmutableArray<string> keys, DocumentNode? value) => value is null
        ? SourceEdit.Remove(source, path, keys is [.., "around", "of"] ? keys[..^1] : keys)
        : SourceEdit.Set(source, path, keys, value);

    /// <summary>Puts what a function makes of what stands in a place.</summary>
    public static SourceEditResult Change(NormSource source, string path, ImmutableArray<string> keys, Func<DocumentNode?, DocumentNode?> change)
    {
        var node = Find(source, path);
        var now = node is null || DocumentStep.Of(node, keys) is not { } steps ? null : DocumentStep.Follow(node, steps);
        return change(now) is { } value ? Put(source, path, keys, value) : now is null ? new(source, [], []) : Put(source, path, keys, null);
    }

    /// <summary>A node as it is written, or with an empty path the set; null where there is none.</summary>
    public static DocumentMapping? Find(NormSource source, string path) =>
        source.Reading.Root is DocumentMapping root && DocumentStep.ToNode(root, path) is { } steps ? DocumentStep.Follow(root, steps) as DocumentMapping : null;

    /// <summary>Whether the fields of a node, those of nodes under it left out, say the same in two texts.</summary>
    public static bool IsSame(NormSource one, NormSource other, string path) =>
        Find(one, path) is { } a && Find(other, path) is { } b && DocumentEquality.AreSame(Own(a), Own(b));

    private static DocumentMapping Own(DocumentMapping node) => new(default, [.. node.Entries.Where(static entry => entry.Key is not ("children" or "norms"))]);

    /// <summary>The judgement of a norm as written: <c>forbid</c>, <c>require</c>, <c>reward</c> or <c>manual</c>; null where it has none.</summary>
    public static string? JudgementOf(DocumentMapping norm) => norm.Entries.Select(static entry => entry.Key).FirstOrDefault(static key => Deciding.Contains(key) || key == "manual");

    /// <summary>Makes a norm ask for something else; its condition stays, and its points where they may.</summary>
    /// <param name="to">One of the four.</param>
    public static SourceEditResult Judge(NormSource source, string path, string to)
    {
        if (Find(source, path) is not { } norm)
            return Missing(source, path);
        var from = JudgementOf(norm);
        if (from == to)
            return new(source, [], []);
        var condition = from is null or "manual" ? OperatorShape.NewCondition() : norm[from]!;
        var kept = norm.Entries.Where(entry => entry.Key != from && (to is "forbid" or "reward" || entry.Key is not ("perHit" or "maxHits")) && (to != "manual" || !Counting.Contains(entry.Key)));
        var entries = kept.Append(new("manual" == to ? "manual" : to, default, to == "manual" ? Written.Mapping(("max", Written.Number("10"))) : condition)).ToList();
        if (to != "manual" && PointsFor(to, norm["points"]) is { } points)
            Put(entries, "points", points);
        return Rewrite(source, path, [.. entries]);
    }

    /// <summary>Makes a norm veto, or gives it points again.</summary>
    public static SourceEditResult Veto(NormSource source, string path, bool isVeto)
    {
        if (Find(source, path) is not { } norm)
            return Missing(source, path);
        var entries = norm.Entries.Where(entry => !isVeto || entry.Key is not ("perHit" or "maxHits")).ToList();
        Put(entries, "points", isVeto ? Written.Text("veto") : Written.Number("-5"));
        return Rewrite(source, path, [.. entries]);
    }

    /// <summary>Counts a norm once a hit, or once.</summary>
    public static SourceEditResult CountHits(NormSource source, string path, bool isPerHit) =>
        isPerHit || Find(source, path) is not { } norm
            ? SourceEdit.Set(source, path, ["perHit"], Written.Truth(true))
            : Rewrite(source, path, [.. norm.Entries.Where(static entry => entry.Key is not ("perHit" or "maxHits"))]);

    /// <summary>A norm with which a new one begins: forbidden phrases, of which its author puts in the first.</summary>
    public static DocumentMapping NewNorm(string id, string name) => Written.Mapping(
        ("id", Written.Text(id)), ("name", Written.Text(name)), ("forbid", OperatorShape.NewCondition()), ("points", Written.Number("-5")));

    /// <summary>A category with its first norm, as it cannot be without one.</summary>
    public static DocumentMapping NewCategory(string id, string name, DocumentMapping first) => Written.Mapping(
        ("id", Written.Text(id)), ("name", Written.Text(name)), ("children", new DocumentSequence(default, [first])));

    // The sign that the judgement asks for; null where the points may stay as they are.
    private static DocumentScalar? PointsFor(string judgement, DocumentNode? points)
    {
        var text = Written.TextOf(points);
        if (text == "veto")
            return judgement == "reward" ? Written.Number("5") : null;
        if (Written.NumberOf(text) is not { } number)
            return Written.Number(judgement == "reward" ? "5" : "-5");
        var isNegative = number.StartsWith('-');
        return isNegative == (judgement != "reward") ? null : Written.Number(isNegative ? number[1..] : $"-{number}");
    }

    private static void Put(List<DocumentEntry> entries, string key, DocumentNode value)
    {
        var at = entries.FindIndex(entry => entry.Key == key);
        if (at < 0)
            entries.Add(new(key, default, value));
        else
            entries[at] = entries[at] with { Value = value };
    }

    // Says where it was looked for.
    private static SourceEditResult Missing(NormSource source, string path) => SourceEdit.DeleteNode(source, path);

    // Several keys of a node at once: what stays the same is not touched.
    private static SourceEditResult Rewrite(NormSource source, string path, ImmutableArray<DocumentEntry> entries)
    {
        if (source.Reading.Root is not DocumentMapping root || DocumentStep.ToNode(root, path) is not { } steps)
            return Missing(source, path);
        return SourceEdit.To(source, (DocumentMapping)DocumentChange.Set(root, steps.AsSpan(), new DocumentMapping(default, entries))!);
    }
}
