using Qa.Grains.Erasure;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets.Cases;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Privacy;

namespace Qa.Portal.Tests.Modules.NormSets.Cases;

/// <summary>Cases made from interactions are data of customers.</summary>
public sealed class CaseDataTests
{
    private const string Phone = "13800138000";
    private static readonly Actor Li = TestActor.Named("li");

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Request_OfACustomer_ErasesTheCasesOfTheInteractionsWithTombstones(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        await bench.InteractionAsync("one", Phone, text: "张三要退款");
        await bench.InteractionAsync("other", "13900139000", text: "李四在问");
        await KeepAsync(bench, "one", "张三要退款");
        await KeepAsync(bench, "one", "张三还在");
        await KeepAsync(bench, "other", "李四在问");
        await KeepAsync(bench, null, "自己写的");

        var id = await bench.Requests.AskAsync(new ErasureForm("客户要求", Phone).Checked().Form!, Li);
        await bench.RunJobsAsync();
        var waiting = (await bench.Sight.FindAsync(id))!;
        await bench.Requests.ApproveAsync(id, waiting.Confirmation, TestActor.Named("han"));
        await bench.RunJobsAsync();

        waiting.Counts.Should().Contain("\"case\":2");
        (await bench.Database.ReadAsync(static session => session.QueryAsync<string>("SELECT content FROM norm_case ORDER BY id"))).Should().Equal("李四在问", "自己写的");
        (await bench.Sight.TombstonesAsync((await bench.Sight.FindAsync(id))!)).Should().Contain("case", 2);
        if (kind == DatabaseKind.Sqlite)
            bench.FilesOfDatabase().Should().NotContain(System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes("张三还在")), "neither the file nor its log holds it any more");

        var again = await new CaseRows(bench.Database).AddAsync(Case("one", "张三要退款"), Li, default);
        (again.Fault, again.Detail).Should().Be((CaseFault.NoSuchInteraction, "interaction: found 'one', expected one within reach that is not erased"), "who has the page open still cannot bring it back");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Erase_OfOtherParts_LeavesCases(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        await bench.InteractionAsync("one", Phone);
        await KeepAsync(bench, "one", "我的订单没发货");

        await bench.Erasing.EraseAsync(new("k1", ErasureOrder.Retention, "r", "li", "li"), ErasedParts.Sound | ErasedParts.Evidence, ["one"], null, default);
        (await bench.ReadAsync<long>("SELECT count(*) FROM norm_case")).Should().Be(1);
        await bench.Erasing.EraseAsync(new("k2", ErasureOrder.Retention, "r", "li", "li"), ErasedParts.Text, ["one"], null, default);
        (await bench.ReadAsync<long>("SELECT count(*) FROM norm_case")).Should().Be(0);
    }

    private static StoredCase Case(string? interaction, string content) =>
        new() { RuleSet = "hotline", Norm = "a", MustHit = true, Content = content, Interaction = interaction, CreatedBy = "li", CreatedAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) };

    private static async Task KeepAsync(PrivacyBench bench, string? interaction, string content) => (await new CaseRows(bench.Database).AddAsync(Case(interaction, content), Li, default)).Fault.Should().BeNull();
}
