using System.Buffers;
using System.Text;
using Qa.Rules.Versions;

namespace Qa.Rules.Scoring;

/// <summary>
/// The hash of a scorecard (norm-tree.md §5). Its canonical form is written directly, with the keys of RFC 8785 in their order:
/// taking the JSON apart again would cost more than the scoring.
/// </summary>
public static class ScorecardHash
{
    /// <summary>SHA-256 of the canonical form, as 64 lower-case hexadecimal digits.</summary>
    public static string Of(Scorecard scorecard)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Write(scorecard, output);
        return CanonicalJson.Hash(output.WrittenSpan);
    }

    /// <summary>The canonical form of what <see cref="ScorecardJson"/> writes.</summary>
    internal static void Write(Scorecard scorecard, IBufferWriter<byte> output)
    {
        output.Write("{\"fatal\":"u8);
        JsonText.WriteNumber(output, scorecard.Fatal);
        output.Write(",\"interaction\":"u8);
        JsonText.WriteString(output, scorecard.Interaction);
        output.Write(",\"needsReview\":"u8);
        JsonText.WriteBoolean(output, scorecard.NeedsReview);
        output.Write(",\"nonfatal\":"u8);
        JsonText.WriteNumber(output, scorecard.Nonfatal);
        output.Write(",\"norms\":["u8);
        for (var index = 0; index < scorecard.Norms.Length; index++)
        {
            if (index > 0)
                JsonText.WriteByte(output, (byte)',');
            WriteNorm(scorecard.Norms[index], output);
        }

        output.Write("],\"passed\":"u8);
        JsonText.WriteBoolean(output, scorecard.Passed);
        output.Write(",\"ruleSet\":"u8);
        JsonText.WriteString(output, scorecard.RuleSet);
        output.Write(",\"score\":"u8);
        JsonText.WriteNumber(output, scorecard.Score);
        output.Write(",\"treeHash\":"u8);
        JsonText.WriteString(output, scorecard.TreeHash);
        output.Write(",\"version\":"u8);
        JsonText.WriteNumber(output, scorecard.Version);
        output.Write(",\"vetoed\":"u8);
        JsonText.WriteBoolean(output, scorecard.Vetoed);
        JsonText.WriteByte(output, (byte)'}');
    }

    private static void WriteNorm(NormResult norm, IBufferWriter<byte> output)
    {
        output.Write("{\"hits\":["u8);
        for (var index = 0; index < norm.Hits.Length; index++)
        {
            if (index > 0)
                JsonText.WriteByte(output, (byte)',');
            WriteHit(norm.Hits[index], output);
        }

        output.Write("],\"outcome\":\""u8);
        Encoding.ASCII.GetBytes(OutcomeNames.Of(norm.Outcome), output);
        output.Write("\",\"path\":"u8);
        JsonText.WriteString(output, norm.Path);
        output.Write(",\"points\":"u8);
        JsonText.WriteNumber(output, norm.Points);
        JsonText.WriteByte(output, (byte)'}');
    }

    private static void WriteHit(Hit hit, IBufferWriter<byte> output)
    {
        output.Write("{\"length\":"u8);
        JsonText.WriteNumber(output, hit.Length);
        output.Write(",\"start\":"u8);
        JsonText.WriteNumber(output, hit.Start);
        output.Write(",\"text\":"u8);
        JsonText.WriteString(output, hit.Text);
        output.Write(",\"turn\":"u8);
        JsonText.WriteNumber(output, hit.Turn);
        if (hit.ViaPinyin)
            output.Write(",\"via\":\"pinyin\""u8);
        JsonText.WriteByte(output, (byte)'}');
    }
}
