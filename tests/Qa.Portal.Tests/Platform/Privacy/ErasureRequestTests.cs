using Microsoft.EntityFrameworkCore;
using Qa.Grains.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Privacy.Lists;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Tests.Modules.Recordings;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Platform.Privacy;

public sealed class ErasureRequestTests
{
    private const string Phone = "13800138000";
    private static readonly Actor Li = TestActor.Named("li");
    private static readonly Actor Han = TestActor.Named("han");

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Request_OfANumber_ErasesEverythingOfTheCustomerAndNothingElse(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        await bench.InteractionAsync("one", "+86 138-0013-8000", text: "张三要退款");
        await bench.InteractionAsync("two", "１３８００１３８０００", text: "张三又来了");
        await bench.InteractionAsync("other", "13900139000", text: "李四在问");
        var hash = await bench.RecordingAsync("call", TestRecordings.Bytes(100), Phone);
        var shared = await bench.RecordingAsync("shared", TestRecordings.Bytes(50), Phone);
        await bench.RecordingAsync("same-sound", TestRecordings.Bytes(50), "13900139000");
        var attachment = await AttachAsync(bench, "one");

        var id = await bench.Requests.AskAsync(new ErasureForm("客户要求", "138 0013 8000").Checked().Form!, Li);
        await bench.RunJobsAsync();
        var waiting = (await bench.Sight.FindAsync(id))!;
        var untouched = await bench.EverythingAsync();
        var approved = await bench.Requests.ApproveAsync(id, waiting.Confirmation, Han);
        await bench.RunJobsAsync();

        (waiting.State, waiting.Found, waiting.Held, waiting.Sought, waiting.Subject).Should().Be((ErasureState.Waiting, 4, 0, null, "138****8000"));
        waiting.Counts.Should().Be("""{"alert":0,"attachment":1,"case":0,"evidence":2,"interaction":2,"recording":2,"sound":2}""");
        untouched.Should().Contain("张三要退款", "looking erases nothing");
        approved.Succeeded.Should().BeTrue();
        var done = (await bench.Sight.FindAsync(id))!;
        (done.State, done.Erased, done.DecidedBy).Should().Be((ErasureState.Done, 4, "han"));
        var left = await bench.EverythingAsync();
        left.Should().NotContain("张三").And.NotContain(Phone).And.NotContain("138-0013").And.Contain("李四在问").And.Contain("13900139000").And.Contain("\"score\":85");
        (await bench.Sight.TombstonesAsync(done)).Should().BeEquivalentTo(new Dictionary<string, long> { ["attachment"] = 1, ["evidence"] = 2, ["interaction"] = 2, ["recording"] = 4, ["sound"] = 2 });
        bench.Recordings.Invoking(store => store.Open(hash)).Should().Throw<IOException>();
        bench.Recordings.Open(shared).Dispose();
        bench.Attachments.Invoking(store => store.Open(attachment)).Should().Throw<IOException>();
        (await bench.Register.AddAsync(bench.Recordings, TestRecordings.Bytes(100), "call")).Outcome.Should().Be(Qa.Grains.Inspection.Intake.IntakeOutcome.Duplicate);
        bench.Recordings.Invoking(store => store.Open(hash)).Should().Throw<IOException>("sent again it does not come back");
        (await bench.Register.ChangeAsync("call", "li", "hear again", static call => call))!.IsErased.Should().BeTrue();
        (await bench.ReadAsync<string>("SELECT actor FROM audit WHERE action = 'erase'")).Should().Be("han");
        if (kind == DatabaseKind.Sqlite)
            bench.FilesOfDatabase().Should().NotContain(Phone, "neither the file nor its log holds it any more");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Approve_ByWhoAskedOrWithoutItsName_IsRefused(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        await bench.InteractionAsync("one", Phone);
        var id = await bench.Requests.AskAsync(new ErasureForm("r", Interactions: ["one", "unknown"]).Checked().Form!, Li);
        (await bench.Requests.ApproveAsync(id, $"erase-{id}-1", Han)).Refusal!.Kind.Should().Be(RefusalKind.Closed, "it is not found yet");
        await bench.RunJobsAsync();

        (await bench.Requests.ApproveAsync(id, $"erase-{id}-1", TestActor.Named("LI"))).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson);
        (await bench.Requests.ApproveAsync(id, $"erase-{id}-1", TestActor.Named("li/crm"))).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson, "a machine with somebody's token is that person");
        (await bench.Requests.ApproveAsync(id, $"erase-{id}-2", Han)).Refusal!.Detail.Should().Be($"confirmation: found 'erase-{id}-2', expected 'erase-{id}-1'");
        (await bench.Requests.ApproveAsync(99, "", Han)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        var without = () => bench.Requests.ApproveAsync(id, "", TestActor.With("wang", DataScope.All, "privacy.read"));
        await without.Should().ThrowAsync<NotAllowedException>();
        (await bench.Requests.WithdrawAsync(id, Han)).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson, "who did not ask refuses it, with a reason");
        (await bench.Requests.WithdrawAsync(id, Li)).Value!.State.Should().Be(ErasureState.Withdrawn);
        (await bench.Requests.ApproveAsync(id, $"erase-{id}-1", Han)).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        await bench.RunJobsAsync();
        (await bench.EverythingAsync()).Should().Contain("我的订单没发货");
        var nobody = await bench.Requests.AskAsync(new ErasureForm("r", "13700137000").Checked().Form!, Li);
        await bench.RunJobsAsync();
        (await bench.Sight.FindAsync(nobody))!.State.Should().Be(ErasureState.Nothing);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Refuse_BySomebodyElse_EndsItWithItsReason(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        await bench.InteractionAsync("one", Phone);
        var id = await bench.Requests.AskAsync(new ErasureForm("r", Interactions: ["one"]).Checked().Form!, Li);
        await bench.RunJobsAsync();

        (await bench.Requests.RefuseAsync(id, " ", Han)).Refusal!.Detail.Should().Be("reason: found 0 characters, expected 1 to 500");
        (await bench.Requests.RefuseAsync(id, "no", TestActor.Named("li/crm"))).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson);
        var refused = (await bench.Requests.RefuseAsync(id, " 仍在诉讼 ", Han)).Value!;
        (refused.State, refused.DecidedBy, refused.RefusedBecause).Should().Be((ErasureState.Refused, Han.Name, "仍在诉讼"));
        (await bench.Requests.ApproveAsync(id, $"erase-{id}-1", Han)).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        await bench.RunJobsAsync();
        (await bench.EverythingAsync()).Should().Contain("我的订单没发货");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Request_WithHolds_LeavesWhatIsHeldAlsoWhenHeldAfterApproval(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        foreach (var name in new[] { "a", "b", "c" })
            await bench.InteractionAsync(name, Phone, agent: $"agent-{name}");
        (await bench.Holds.PlaceAsync(new(HoldKind.Interaction, "bb", "投诉"), Han)).Should().BeNull("there is no such interaction");
        (await bench.Holds.PlaceAsync(new(HoldKind.Agent, "agent-x", "投诉"), Han)).Should().BeNull("that agent has none");
        await bench.Holds.PlaceAsync(new(HoldKind.Agent, "agent-a", "诉讼"), Han);
        var id = await bench.Requests.AskAsync(new ErasureForm("r", Phone).Checked().Form!, Li);
        await bench.RunJobsAsync();
        var waiting = (await bench.Sight.FindAsync(id))!;
        await bench.Requests.ApproveAsync(id, waiting.Confirmation, Han);
        var late = await bench.Holds.PlaceAsync(new(HoldKind.Interaction, "b", "投诉"), Han);
        await bench.RunJobsAsync();
        var done = (await bench.Sight.FindAsync(id))!;
        await bench.Holds.ReleaseAsync(late!.Value, "结案", Han);

        (waiting.Found, waiting.Held).Should().Be((2, 1));
        (done.State, done.Erased, done.Held).Should().Be((ErasureState.Done, 1, 2));
        (await bench.Sight.ItemsAsync(id)).Select(static item => (item.InteractionId, item.State)).Should().Equal(("a", ItemState.Held), ("b", ItemState.Held), ("c", ItemState.Erased));
        (await bench.ReadAsync<long>("SELECT count(*) FROM interaction WHERE erasure IS NULL")).Should().Be(2);
        (await bench.ReadAsync<string>("SELECT actor || ' ' || detail FROM audit WHERE action = 'release legal hold'")).Should().Be("han 结案");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Erase_InterruptedHalfway_GoesOnAndAfterARestoreTheListErasesAgain(DatabaseKind kind)
    {
        await using var bench = await PrivacyBench.CreateAsync(kind);
        for (var number = 0; number < Erasing.AtOnce + 5; number++)
            await bench.InteractionAsync($"i-{number:D2}", Phone, text: "秘密的话");
        var hash = await bench.RecordingAsync("i-22", TestRecordings.Bytes(10), Phone);
        var id = await bench.Requests.AskAsync(new ErasureForm("r", Phone).Checked().Form!, Li);
        await bench.RunJobsAsync();
        bench.Crash.At = "i-21";
        await bench.Requests.ApproveAsync(id, (await bench.Sight.FindAsync(id))!.Confirmation, Han);
        await bench.RunJobsAsync();
        var halfway = (await bench.Sight.FindAsync(id))!;
        bench.Crash.At = null;
        await bench.Requests.ResumeAsync(default);
        await bench.RunJobsAsync();

        (halfway.State, halfway.Erased).Should().Be((ErasureState.Erasing, Erasing.AtOnce));
        (await bench.Sight.FindAsync(id))!.Should().BeEquivalentTo(new { State = ErasureState.Done, Erased = Erasing.AtOnce + 5 });
        bench.Recordings.Invoking(store => store.Open(hash)).Should().Throw<IOException>();
        (await bench.EverythingAsync()).Should().NotContain("秘密");
        var line = (await File.ReadAllLinesAsync(bench.ListFile)).Single();
        (await bench.List.LinesAsync(default).ToListAsync()).Select(text => ErasureLine.Read(text, bench.Key).Line).Should().BeEquivalentTo([ErasureLine.Read(line, bench.Key).Line]);
        await AfterRestoreAsync(kind, bench, line);
    }

    [Theory]
    [InlineData("", "138 0013 8000", null, "reason: found 0 characters, expected 1 to 500")]
    [InlineData("r", "12", null, "phone: found no number, expected a number of 5 to 20 digits")]
    [InlineData("r", null, null, "phone, customerId, interactions: found 0 of them, expected one")]
    [InlineData("r", "13800138000", "c-1", "phone, customerId, interactions: found 2 of them, expected one")]
    public void Checked_BadForm_SaysWhatWasExpected(string reason, string? phone, string? customer, string fault) =>
        new ErasureForm(reason, phone, customer).Checked().Faults.Should().Equal(fault);

    // A database from before, in which everything is still there.
    private static async Task AfterRestoreAsync(DatabaseKind kind, PrivacyBench before, string line)
    {
        await using var restored = await PrivacyBench.CreateAsync(kind);
        await restored.InteractionAsync("i-00", Phone, text: "秘密的话");
        await restored.InteractionAsync("kept", Phone, text: "后来的话");
        var (report, faults) = await new Reapplication(restored.Erasing, before.Key).RunAsync(new StringReader(line + "\n" + line), Li, default);
        var (none, forged) = await new Reapplication(restored.Erasing, before.Key).RunAsync(new StringReader(line.Replace("i-00", "kept", StringComparison.Ordinal) + "\nnonsense"), Li, default);

        faults.Should().BeEmpty();
        report.Should().Be(new ReapplicationReport(1, Erasing.AtOnce + 5, 0));
        none.Should().BeNull();
        forged.Should().Equal("line 1: found a signature that is not of this installation, expected one that is; after a restore, name the key of then with --signing-key", "line 2: found no erasure, expected {\"erasure\": …, \"signature\": …}");
        (await restored.EverythingAsync()).Should().NotContain("秘密").And.Contain("后来的话");
    }

    private static async Task<string> AttachAsync(PrivacyBench bench, string interaction)
    {
        var attachment = new Attachment { Id = Guid.NewGuid(), SubjectKind = "interaction", SubjectId = interaction, FileName = "截图.png", MediaType = "image/png", Sha256 = new('a', 64), UploadedBy = "li", At = bench.Time.GetUtcNow() };
        bench.Attachments.Keep(await bench.Attachments.StageAsync(new MemoryStream([1, 2, 3]), default), AttachmentStore.NameOf(attachment.Id));
        await using var context = bench.Portal.CreateDbContext();
        context.Add(attachment);
        await context.SaveChangesAsync();
        return AttachmentStore.NameOf(attachment.Id);
    }
}
