using System.Buffers;
using System.Text;
using Qa.Rules.Versions;

namespace Qa.Rules.Scoring;

/// <summary>Writes scorecards as JSON: compact, keys in the order of norm-tree.md §4, the same bytes everywhere.</summary>
public static class ScorecardJson
{
    private static readonly JsonMembers<Hit> Hits = new(
        new("turn", static (hit, output, _) => JsonText.WriteNumber(output, hit.Turn)),
        new("start", static (hit, output, _) => JsonText.WriteNumber(output, hit.Start)),
        new("length", static (hit, output, _) => JsonText.WriteNumber(output, hit.Length)),
        new("text", static (hit, output, _) => JsonText.WriteString(output, hit.Text)),
        new("via", static (_, output, _) => JsonText.WriteString(output, "pinyin"), static hit => hit.ViaPinyin));

    private static readonly JsonMembers<NormResult> Norms = new(
        new("path", static (norm, output, _) => JsonText.WriteString(output, norm.Path)),
        new("outcome", static (norm, output, _) => JsonText.WriteString(output, OutcomeNames.Of(norm.Outcome))),
        new("points", static (norm, output, _) => JsonText.WriteNumber(output, norm.Points)),
        new("hits", static (norm, output, order) => Hits.WriteList(norm.Hits, output, order)));

    private static readonly JsonMembers<Scorecard> Scorecards = new(
        new("interaction", static (card, output, _) => JsonText.WriteString(output, card.Interaction)),
        new("ruleSet", static (card, output, _) => JsonText.WriteString(output, card.RuleSet)),
        new("version", static (card, output, _) => JsonText.WriteNumber(output, card.Version)),
        new("treeHash", static (card, output, _) => JsonText.WriteString(output, card.TreeHash)),
        new("score", static (card, output, _) => JsonText.WriteNumber(output, card.Score)),
        new("vetoed", static (card, output, _) => JsonText.WriteBoolean(output, card.Vetoed)),
        new("passed", static (card, output, _) => JsonText.WriteBoolean(output, card.Passed)),
        new("needsReview", static (card, output, _) => JsonText.WriteBoolean(output, card.NeedsReview)),
        new("fatal", static (card, output, _) => JsonText.WriteNumber(output, card.Fatal)),
        new("nonfatal", static (card, output, _) => JsonText.WriteNumber(output, card.Nonfatal)),
        new("norms", static (card, output, order) => Norms.WriteList(card.Norms, output, order)));

    public static void Write(Scorecard scorecard, IBufferWriter<byte> output) => Scorecards.Write(scorecard, output, MemberOrder.AsListed);

    /// <summary>The same as a string.</summary>
    public static string ToText(Scorecard scorecard)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(scorecard, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The hash of a scorecard (norm-tree.md §5): SHA-256 of its canonical form, as 64 lower-case hexadecimal digits.</summary>
    public static string Hash(Scorecard scorecard)
    {
        // Written in that form at once: taking the JSON apart again would cost more than the scoring.
        var output = new ArrayBufferWriter<byte>(4096);
        Scorecards.Write(scorecard, output, MemberOrder.Canonical);
        return CanonicalJson.Hash(output.WrittenSpan);
    }
}
