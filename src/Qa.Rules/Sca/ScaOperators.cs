using System.Buffers;
using Qa.Rules.Matching;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>
/// Operators of SCA as conditions, one by one (types and parameters:
/// https://help.aliyun.com/zh/sca/developer-reference/detection-operator-object-description and
/// https://help.aliyun.com/zh/sca/developer-reference/api-qualitycheck-2019-01-15-struct-operatorbasicinfo).
/// </summary>
internal sealed partial class ScaOperators(ScaLosses losses)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("，。！？；：、,;:!\"'“”");

    /// <summary>The condition; null, and named, when it would not mean the same.</summary>
    /// <param name="path">Rule, condition and operator, for losses.</param>
    public DocumentMapping? Convert(DocumentMapping @operator, ScaRange range, string path)
    {
        var type = @operator.Get("type").AsLabel() ?? "";
        var param = @operator.Get("param").AsObject() ?? DocumentParts.Mapping();
        return type.ToUpperInvariant() switch
        {
            "HIT_ANY_KEYWORDS" => Keywords(param, range, path, param.Get("keywordMatchSize").AsWhole() ?? 1),
            "INCLUDE_KEYWORDS" => Keywords(param, range, path, param.Get("keywordMatchSize").AsWhole() ?? -1),
            "REGULAR_EXPRESSION" => Regex(param, range, path),
            "SIMILAR_MATCH" => Similar(param, range, path),
            "ADVANCED_REPEAT_DETECT" => Repeat(param, range, path),
            "INTERVAL_GREATER" => Silence(param, range, path),
            "SPEECH_SPEED_CHECK" => SpeechRate(param, range, path),
            _ => Refuse(path, "type", $"'{type}' has no counterpart among the operators of conditions"),
        };
    }

    // How many of the keywords: −1 all, 0 none, else so many different ones.
    private DocumentMapping? Keywords(DocumentMapping param, ScaRange range, string path, int size)
    {
        string[] keywords = [.. param.TextsOf("keywords", "keyword").Concat(param.TextsOf("operKeyWords", "operKeyWord")).Distinct(StringComparer.Ordinal)];
        if (keywords.Length == 0)
            return Refuse(path, "param.keywords", "there are none");
        foreach (var key in (string[])["keywordExtension", "synonyms", "contextChatMatch"])
        {
            if (param.Get(key) is { } value && (value.IsTrue() || value is DocumentMapping { Entries.IsEmpty: false }))
                losses.Lose(path, $"param.{key}", "phrases are found as they are written, turn by turn");
        }

        if (size != 1 && size != 0 && param.Get("in_sentence").IsTrue())
            losses.Lose(path, "param.in_sentence", "several phrases may be in different turns of the range here");
        if (size == -1 || size == keywords.Length)
            return Text(keywords.Length == 1 ? "anyOf" : "allOf", Phrases(keywords), range);
        if (size == 0)
            return DocumentParts.Mapping(("not", Text("anyOf", Phrases(keywords), range)));
        if (size == 1)
            return MinHits(Text("anyOf", Phrases(keywords), range), param.Get("threshold").AsWhole());
        if (size < 0 || size > keywords.Length)
            return Refuse(path, "param.keywordMatchSize", FormattableString.Invariant($"{size} of {keywords.Length} keywords cannot be"));
        var combinations = Combinations(keywords, size).Take(ScaBounds.Combinations + 1).ToList();
        return combinations.Count > ScaBounds.Combinations
            ? Refuse(path, "param.keywordMatchSize", FormattableString.Invariant($"{size} of {keywords.Length} keywords are more combinations than {ScaBounds.Combinations}"))
            : DocumentParts.Mapping(("any", DocumentParts.Sequence(combinations.Select(some => Text("allOf", Phrases(some), range)))));
    }

    private DocumentMapping? Regex(DocumentMapping param, ScaRange range, string path)
    {
        if (Pattern(param, "regex", path) is not { } pattern)
            return null;
        var found = Text("regex", DocumentParts.Text(pattern), range);
        if (param.Get("notRegex").AsLabel() is null)
            return found;
        if (Pattern(param, "notRegex", path) is not { } excluded)
            return null;

        // Both in one sentence: a hit counts where its own turn has none of the other.
        return DocumentParts.Mapping(("lacking", DocumentParts.Mapping(("of", found), ("near", Text("regex", DocumentParts.Text(excluded), range)))));
    }

    private string? Pattern(DocumentMapping param, string key, string path)
    {
        if (param.Get(key).AsLabel() is not { } written)
        {
            Refuse(path, $"param.{key}", "there is none");
            return null;
        }

        var pattern = LowerCase(written);
        if (!string.Equals(pattern, written, StringComparison.Ordinal))
            losses.Lose(path, $"param.{key}", "case: it is matched with the text in lower case");
        if (pattern.AsSpan().ContainsAny(Marks))
            losses.Lose(path, $"param.{key}", "marks: the text it is matched with has none, so that parts of it may never match");
        if (LinearRegex.Check(pattern) is not { } error)
            return pattern;
        Refuse(path, $"param.{key}", $"{error.Found}, where {error.Expected} is expected");
        return null;
    }

    private DocumentMapping? Similar(DocumentMapping param, ScaRange range, string path)
    {
        var texts = param.TextsOf("similarlySentences", "similarlySentence");
        if (texts.Length == 0)
            return Refuse(path, "param.similarlySentences", "there are none");
        var score = param.Get("score").AsNumber() ?? 80m;
        if (score is <= 0m or > 100m)
            return Refuse(path, "param.score", "it is not between 0 and 100");
        losses.Lose(path, "param.score", "similarity is measured otherwise here: by the letters that differ");
        return Text("similar", DocumentParts.Mapping(("texts", Phrases(texts)), ("atLeast", DocumentParts.Number(score / 100m))), range);
    }

    private DocumentMapping? Repeat(DocumentMapping param, ScaRange range, string path)
    {
        foreach (var (key, why) in (ReadOnlySpan<(string, string)>)
        [
            ("from", "the sentences may be any distance apart here"),
            ("similarity_threshold", "only equal sentences repeat each other here"),
            ("excludes", "no sentence is excepted here"),
        ])
        {
            if (param.Get(key) is not null and not DocumentSequence { Items.IsEmpty: true })
                losses.Lose(path, $"param.{key}", why);
        }

        var times = 1 + Math.Max(1, param.Get("hit_time").AsWhole() ?? 1);
        var entries = new List<(string, DocumentNode)> { ("times", DocumentParts.Number(times)) };
        if (param.Get("threshold").AsWhole() is > 0 and var letters)
            entries.Add(("minLength", DocumentParts.Number(letters)));
        return Text("repeat", DocumentParts.Mapping(entries), range);
    }

    private DocumentMapping? Refuse(string path, string what, string why)
    {
        losses.LeaveOut(path, what, why);
        return null;
    }
}
