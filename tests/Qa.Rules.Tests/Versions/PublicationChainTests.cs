using System.Security.Cryptography;
using System.Text;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Versions;

public sealed class PublicationChainTests
{
    [Fact]
    public void Verify_WholeChain_Holds()
    {
        var chain = Chain();

        var verdict = PublicationChain.Verify(chain);

        verdict.Should().Be(new ChainVerdict(chain.Count, chain[^1].Hash(), null));
        PublicationChain.Verify([]).Should().Be(new ChainVerdict(0, null, null));
    }

    [Fact]
    public void Verify_AnyRecordChanged_NamesThePlace()
    {
        var chain = Chain();
        for (var i = 0; i < chain.Count - 1; i++)
        {
            var forged = chain.ToList();
            forged[i] = forged[i] with { Note = "forged" };

            PublicationChain.Verify(forged).Should().Match<ChainVerdict>(v => v.Fault!.Kind == ChainFaultKind.Broken && v.Fault.Index == i + 1 && v.Count == i + 1);
        }
    }

    [Fact]
    public void Verify_AnyRecordMissing_NamesThePlace()
    {
        var chain = Chain();
        for (var i = 0; i < chain.Count - 1; i++)
        {
            var shortened = chain.ToList();
            shortened.RemoveAt(i);

            var verdict = PublicationChain.Verify(shortened);

            verdict.Fault!.Index.Should().Be(i);
            verdict.Fault.Kind.Should().Be(i == 0 ? ChainFaultKind.BeginningMissing : ChainFaultKind.Broken);
        }
    }

    [Theory]
    [InlineData(2, PublicationMode.HotSet, null, null, ChainFaultKind.VersionGap)]
    [InlineData(7, PublicationMode.HotSet, null, null, ChainFaultKind.VersionGap)]
    [InlineData(6, PublicationMode.HotNorm, null, 5, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.HotNorm, "a", 4, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.HotNorm, "a", null, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.HotSet, "a", null, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.Cold, null, 6, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.Cold, null, 0, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.Rollback, null, null, ChainFaultKind.Inconsistent)]
    [InlineData(6, PublicationMode.Rollback, null, 5, ChainFaultKind.Inconsistent)]
    public void Verify_RecordThatCannotBe_IsNamed(int version, PublicationMode mode, string? normPath, int? parent, ChainFaultKind kind)
    {
        var chain = Chain();
        chain.Add(Record(chain, "standard", version, Hash("none"), parent, mode, normPath));

        PublicationChain.Verify(chain).Fault!.Should().Match<ChainFault>(f => f.Kind == kind && f.Index == chain.Count - 1 && f.RuleSet == "standard");
    }

    [Fact]
    public void Verify_TreeHashThatIsNone_IsNamed() =>
        PublicationChain.Verify([Record([], "a", 1, "ABC", null, PublicationMode.Cold)]).Fault!.Kind.Should().Be(ChainFaultKind.Inconsistent);

    [Fact]
    public void WriteAndRead_Record_IsTheSame()
    {
        foreach (var record in Chain())
        {
            PublicationRecordJson.Read(PublicationRecordJson.Write(record)).Should().Be(record);
        }

        Encoding.UTF8.GetString(PublicationRecordJson.Write(new("a", 1, "h", null, PublicationMode.HotSet, null, "王", "2026-03-01T08:00:00Z", "\u2028", null)))
            .Should().Be("{\"at\":\"2026-03-01T08:00:00Z\",\"by\":\"王\",\"mode\":\"hot-set\",\"note\":\"\u2028\",\"ruleSet\":\"a\",\"treeHash\":\"h\",\"version\":1}");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"at":"t","by":"b","mode":"hot","note":"","ruleSet":"a","treeHash":"h","version":1}""")]
    [InlineData("""{"at":"t","by":"b","mode":"cold","note":"","ruleSet":"a","treeHash":"h","version":1.5}""")]
    [InlineData("""{"at":"t","by":"b","mode":"cold","note":"","ruleSet":"a","treeHash":"h","version":1,"more":1}""")]
    [InlineData("""{"at":"t","by":"b","mode":"cold","note":"","parent":null,"ruleSet":"a","treeHash":"h","version":1}""")]
    [InlineData("""{"at":"t","at":"t","by":"b","mode":"cold","note":"","ruleSet":"a","treeHash":"h","version":1}""")]
    public void Read_NoRecord_IsNull(string json) => PublicationRecordJson.Read(Encoding.UTF8.GetBytes(json)).Should().BeNull();

    [Fact]
    public void Verify_ByCheckpoint_ShowsACutTailAndAnotherChain()
    {
        var chain = Chain();
        var checkpoint = new ChainCheckpoint(chain.Count, chain[^1].Hash(), "2026-03-02T00:00:00Z");

        checkpoint.Verify(chain).Holds.Should().BeTrue();
        checkpoint.Verify(chain[..^1]).Fault!.Kind.Should().Be(ChainFaultKind.TailMissing);
        checkpoint.Verify([]).Fault!.Kind.Should().Be(ChainFaultKind.TailMissing);
        checkpoint.Verify(Chain("another")).Fault!.Kind.Should().Be(ChainFaultKind.NotTheChain);
        var longer = Chain();
        longer.Add(Record(longer, "new", 1, Hash("new"), null, PublicationMode.Cold));
        checkpoint.Verify(longer).Should().Match<ChainVerdict>(v => v.Holds && v.Count == chain.Count + 1);
        longer[^1] = longer[^1] with { Version = 2 };
        checkpoint.Verify(longer).Fault!.Kind.Should().Be(ChainFaultKind.VersionGap);
    }

    [Fact]
    public void IsSignedBy_Signature_HoldsForItsCheckpointAndKeyOnly()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var publicKey = ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
        var checkpoint = new ChainCheckpoint(3, Hash("x"), "2026-03-02T00:00:00Z");

        var signature = checkpoint.Sign(key);

        signature.Should().HaveCount(64);
        checkpoint.IsSignedBy(publicKey, signature).Should().BeTrue();
        checkpoint.IsSignedBy(other, signature).Should().BeFalse();
        (checkpoint with { Count = 2 }).IsSignedBy(publicKey, signature).Should().BeFalse();
        (checkpoint with { LastHash = null }).IsSignedBy(publicKey, signature).Should().BeFalse();
        checkpoint.IsSignedBy(publicKey, []).Should().BeFalse();
        signature[5] ^= 1;
        checkpoint.IsSignedBy(publicKey, signature).Should().BeFalse();
        checkpoint.Invoking(c => c.Sign(wrongCurve)).Should().Throw<ArgumentException>();
    }

    // Two sets: every mode, and a rollback to version 2.
    private static List<PublicationRecord> Chain(string note = "")
    {
        var chain = new List<PublicationRecord>();
        chain.Add(Record(chain, "standard", 1, Hash("1"), null, PublicationMode.Cold, note: note));
        chain.Add(Record(chain, "im", 1, Hash("im"), null, PublicationMode.Cold));
        chain.Add(Record(chain, "standard", 2, Hash("2"), 1, PublicationMode.HotSet));
        chain.Add(Record(chain, "standard", 3, Hash("3"), 2, PublicationMode.HotNorm, "attitude/interrupting"));
        chain.Add(Record(chain, "standard", 4, Hash("2"), 2, PublicationMode.Rollback));
        chain.Add(Record(chain, "im", 2, Hash("im"), null, PublicationMode.HotSet));
        chain.Add(Record(chain, "standard", 5, Hash("5"), 1, PublicationMode.HotSet));
        return chain;
    }

    private static PublicationRecord Record(
        List<PublicationRecord> chain, string ruleSet, int version, string treeHash, int? parent, PublicationMode mode, string? normPath = null, string note = "") =>
        new(ruleSet, version, treeHash, parent, mode, normPath, "王经理", "2026-03-01T08:00:00+08:00", note, chain.Count == 0 ? null : chain[^1].Hash());

    private static string Hash(string text) => CanonicalJson.Hash(Encoding.UTF8.GetBytes(text));
}
