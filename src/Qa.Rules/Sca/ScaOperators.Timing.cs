using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <content>Operators on time, and what those on text have in common.</content>
internal sealed partial class ScaOperators
{
    private const decimal MillisecondsPerSecond = 1000m;

    private DocumentMapping? Silence(DocumentMapping param, ScaRange range, string path)
    {
        if (param.Get("interval").AsNumber() is not (>= 0m and var milliseconds))
            return Refuse(path, "param.interval", "there is no time of 0 or more");
        if (IsLess(param))
            return Refuse(path, "param.compareOperator", "silence is only asked to be longer");
        if (param.Get("target").AsWhole() is { } target and not 1)
            return Refuse(path, "param.target", FormattableString.Invariant($"silence is between a sentence and the one before it, not {target} before"));
        if (param.Get("from_end").IsTrue())
            return Refuse(path, "param.from_end", "silence ends where a sentence begins");
        if (range.Turns is not null || range.Around is not null)
            return Refuse(path, "check_range.range", "silence is looked for in the whole conversation");
        foreach (var key in (string[])["different_role", "intervalEnd"])
        {
            if (param.Get(key) is { } value && (value.IsTrue() || value.AsNumber() > 0m))
                losses.Lose(path, $"param.{key}", "silence counts whoever spoke before it, however long it is");
        }

        var entries = new List<(string, DocumentNode)> { ("longerThan", DocumentParts.Number(milliseconds / MillisecondsPerSecond)) };
        if (range.Role != "any")
            entries.Add(("before", DocumentParts.Text(range.Role)));
        return DocumentParts.Mapping(("silence", DocumentParts.Mapping(entries)));
    }

    private DocumentMapping? SpeechRate(DocumentMapping param, ScaRange range, string path)
    {
        if (param.Get("velocityInMint").AsNumber() is not (>= 0m and var letters))
            return Refuse(path, "param.velocityInMint", "there is no number of letters a minute");
        if (param.Get("average").IsTrue())
            return Refuse(path, "param.average", "speed is that of single turns, not the mean of all");
        if (range.Around is not null)
            return Refuse(path, "check_range.anchor", "speed is not looked for around something");
        if (param.Get("minWordSize").AsWhole() is > 0)
            losses.Lose(path, "param.minWordSize", "turns of less than 2 seconds are not looked at here, however many letters they have");
        var rate = DocumentParts.Mapping((IsLess(param) ? "below" : "above", DocumentParts.Number(letters)));
        return Text("speechRate", rate, range);
    }

    private static bool IsLess(DocumentMapping param) => string.Equals(param.Get("compareOperator").AsLabel(), "lt", StringComparison.OrdinalIgnoreCase);

    private static DocumentMapping Text(string key, DocumentNode value, ScaRange range)
    {
        var entries = new List<(string, DocumentNode)> { (key, value) };
        if (range.Role != "agent")
            entries.Add(("role", DocumentParts.Text(range.Role)));
        if (range.Turns is { } turns)
            entries.Add(("turns", turns));
        if (range.Around is { } around)
            entries.Add(("around", around));
        return DocumentParts.Mapping(entries);
    }

    private static DocumentMapping MinHits(DocumentMapping condition, int? hits) =>
        hits is > 1 and var least ? new(default, condition.Entries.Add(new("minHits", default, DocumentParts.Number(least)))) : condition;

    private static DocumentSequence Phrases(IEnumerable<string> texts) => DocumentParts.Sequence(texts.Select(DocumentParts.Text));

    private static IEnumerable<string[]> Combinations(string[] items, int size)
    {
        var chosen = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return [.. chosen.Select(index => items[index])];
            var last = size - 1;
            while (last >= 0 && chosen[last] == items.Length - size + last)
                last--;
            if (last < 0)
                yield break;
            chosen[last]++;
            for (var i = last + 1; i < size; i++)
                chosen[i] = chosen[i - 1] + 1;
        }
    }

    // Not what follows a backslash: \D is something else than \d.
    private static string LowerCase(string pattern)
    {
        var lower = pattern.ToCharArray();
        for (var i = 0; i < lower.Length; i++)
        {
            if (lower[i] == '\\')
                i++;
            else
                lower[i] = char.ToLowerInvariant(lower[i]);
        }

        return new(lower);
    }
}
