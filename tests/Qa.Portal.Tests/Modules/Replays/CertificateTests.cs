using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Replays.Certificates;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>A certificate says <em>identical</em> only where nothing stands against it.</summary>
public sealed class CertificateTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Of_ResultsThatAreTheSame_NamesTheirPlaceInTheLog(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var made = await centre.RunAsync(new(Interaction: "c-1"), ReplayCentre.Auditor);

        var certificate = (await DeskOf(centre).OfAsync(made.Id, ReplayCentre.Auditor)).Value!;

        certificate.Verdict.Should().Be(CertificateVerdict.Identical);
        certificate.Chain.Should().BeEquivalentTo(new { Count = 1, Holds = true });
        var version = certificate.Versions.Single();
        (version.RuleSet, version.Version, version.Count, version.Entry!.Number, version.IsAsPublished).Should().Be((ReplayCentre.Set, 1, 1, 1, true));
        var card = certificate.Progress.Sameness!.Cards.Single();
        (card.PublicationHash, card.TreeHash).Should().Be((version.Entry.Hash, version.Entry.Record.TreeHash), "the scorecard is bound to this entry");
        certificate.Chain.LastHash.Should().Be(version.Entry.Hash);
        (await DeskOf(centre).OfAsync(made.Id, ReplayCentre.Agent("a-1"))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await DeskOf(centre).OfAsync(Guid.NewGuid(), ReplayCentre.Auditor)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Of_ResultsThatAreTheSameUnderALogThatDoesNotHold_SaysThatItProvesNothing(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var made = await centre.RunAsync(new(), ReplayCentre.Auditor);
        await centre.ExecuteAsync(kind == DatabaseKind.Sqlite ? "DROP TRIGGER publication_no_update" : "ALTER TABLE publication DISABLE TRIGGER ALL");
        await centre.ExecuteAsync("UPDATE publication SET hash = 'altered'");

        var certificate = (await DeskOf(centre).OfAsync(made.Id, ReplayCentre.Auditor)).Value!;

        certificate.Verdict.Should().Be(CertificateVerdict.IdenticalUnproven);
        certificate.Chain.Findings.Should().ContainSingle(static finding => finding.Contains("altered"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Of_AnAlteredResult_SaysDifferent(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        await centre.ExecuteAsync(kind == DatabaseKind.Sqlite ? "DROP TRIGGER scorecard_no_update" : "ALTER TABLE scorecard DISABLE TRIGGER ALL");
        await centre.ExecuteAsync("UPDATE scorecard SET tree_hash = 'altered' WHERE interaction_id = 'c-1'");
        var made = await centre.RunAsync(new(), ReplayCentre.Auditor);

        var certificate = (await DeskOf(centre).OfAsync(made.Id, ReplayCentre.Auditor)).Value!;

        (certificate.Verdict, certificate.Different).Should().Be((CertificateVerdict.Different, 1));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Of_NothingOrOfAnotherVersion_ClaimsNoIdentity(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var nothing = await centre.RunAsync(new(From: new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)), ReplayCentre.Auditor);
        var draft = await centre.ProposeAsync(ReplayCentre.Document("不知道"));
        var impact = await centre.RunAsync(new(ReplayCentre.Set, Draft: draft.Id, Baseline: 1), ReplayCentre.Auditor);

        (await DeskOf(centre).OfAsync(nothing.Id, ReplayCentre.Auditor)).Value!.Verdict.Should().Be(CertificateVerdict.Nothing);
        var certificate = (await DeskOf(centre).OfAsync(impact.Id, ReplayCentre.Auditor)).Value!;
        certificate.Verdict.Should().Be(CertificateVerdict.Counted);
        certificate.Versions.Select(static version => version.Version).Should().Equal([1], "a draft stands in no log");
        certificate.Progress.TreeHash.Should().NotBeNull();
    }

    private static CertificateDesk DeskOf(ReplayCentre centre) => new(
        centre.Replays, centre.Silo.Service<VersionCatalogue>(), centre.Silo.Service<ChainAudit>(), new InstallationKey(null), TimeProvider.System);
}
