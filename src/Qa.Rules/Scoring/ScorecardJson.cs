using System.Buffers;
using System.Text;
using Qa.Rules.Versions;

namespace Qa.Rules.Scoring;

/// <summary>Writes scorecards as JSON: compact, keys in the order of norm-tree.md §4, the same bytes everywhere.</summary>
public static class ScorecardJson
{
    public static void Write(Scorecard scorecard, IBufferWriter<byte> output)
    {
        output.Write("{\"interaction\":"u8);
        JsonText.WriteString(output, scorecard.Interaction);
        output.Write(",\"ruleSet\":"u8);
        JsonText.WriteString(output, scorecard.RuleSet);
        output.Write(",\"version\":"u8);
        JsonText.WriteNumber(output, scorecard.Version);
        output.Write(",\"treeHash\":"u8);
        JsonText.WriteString(output, scorecard.TreeHash);
        output.Write(",\"score\":"u8);
        JsonText.WriteNumber(output, scorecard.Score);
        output.Write(",\"vetoed\":"u8);
        JsonText.WriteBoolean(output, scorecard.Vetoed);
        output.Write(",\"passed\":"u8);
        JsonText.WriteBoolean(output, scorecard.Passed);
        output.Write(",\"needsReview\":"u8);
        JsonText.WriteBoolean(output, scorecard.NeedsReview);
        output.Write(",\"fatal\":"u8);
        JsonText.WriteNumber(output, scorecard.Fatal);
        output.Write(",\"nonfatal\":"u8);
        JsonText.WriteNumber(output, scorecard.Nonfatal);
        output.Write(",\"norms\":["u8);
        for (var index = 0; index < scorecard.Norms.Length; index++)
        {
            if (index > 0)
                JsonText.WriteByte(output, (byte)',');
            WriteNorm(scorecard.Norms[index], output);
        }

        output.Write("]}"u8);
    }

    /// <summary>The same as a string.</summary>
    public static string ToText(Scorecard scorecard)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(scorecard, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteNorm(NormResult norm, IBufferWriter<byte> output)
    {
        output.Write("{\"path\":"u8);
        JsonText.WriteString(output, norm.Path);
        output.Write(",\"outcome\":\""u8);
        Encoding.ASCII.GetBytes(OutcomeNames.Of(norm.Outcome), output);
        output.Write("\",\"points\":"u8);
        JsonText.WriteNumber(output, norm.Points);
        output.Write(",\"hits\":["u8);
        for (var index = 0; index < norm.Hits.Length; index++)
        {
            if (index > 0)
                JsonText.WriteByte(output, (byte)',');
            WriteHit(norm.Hits[index], output);
        }

        output.Write("]}"u8);
    }

    private static void WriteHit(Hit hit, IBufferWriter<byte> output)
    {
        output.Write("{\"turn\":"u8);
        JsonText.WriteNumber(output, hit.Turn);
        output.Write(",\"start\":"u8);
        JsonText.WriteNumber(output, hit.Start);
        output.Write(",\"length\":"u8);
        JsonText.WriteNumber(output, hit.Length);
        output.Write(",\"text\":"u8);
        JsonText.WriteString(output, hit.Text);
        if (hit.ViaPinyin)
            output.Write(",\"via\":\"pinyin\""u8);
        JsonText.WriteByte(output, (byte)'}');
    }
}
