using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.AccountRequests;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.People;

public sealed class AccountRequestTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Account_OpenedChangedClosedAndOpenedAgain_ByRequestAndApproval(DatabaseKind kind)
    {
        await using var bench = await AccountBench.CreateAsync(kind);

        var opened = await ApproveAsync(bench, await bench.AskAsync(AccountRequestKind.Open, "agent"), "欢迎");
        var account = (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr))!;
        var changed = await ApproveAsync(bench, await bench.AskAsync(AccountRequestKind.ChangeRoles, "trainer", "agent", "agent"));
        var roles = (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr))!.Roles;
        await ApproveAsync(bench, await bench.AskAsync(AccountRequestKind.Close));
        var closed = (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr))!;
        var again = await ApproveAsync(bench, await bench.AskAsync(AccountRequestKind.Open, "agent"));

        opened.Password.Should().MatchRegex("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$");
        (account.Account.UserName, account.Account.DisplayName, account.Account.MustChangePassword, string.Join(' ', account.Roles)).Should().Be(("wangxm", "王小明", true, "agent"));
        (changed.Password, string.Join(' ', roles)).Should().Be((null, "agent trainer"));
        (closed.Account.IsDisabled, string.Join(' ', closed.Roles)).Should().Be((true, "agent trainer"));
        var last = (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr))!;
        (again.Password, last.Account.Id, last.Account.IsDisabled, string.Join(' ', last.Roles)).Should().Be((null, account.Account.Id, false, "agent"), "who comes back has the same account");
        (await bench.Centre.AuditAsync("account wangxm")).Should().HaveCount(4);
        (await bench.Centre.AuditAsync("person A1")).Should().Contain("chu request account: - → Open wangxm [agent]: Waiting")
            .And.Contain("chen approve account request: Open wangxm [agent]: Waiting → Open wangxm [agent]: Approved");
        (await bench.ToldAsync("chu")).Should().HaveCount(4).And.HaveElementAt(0, "王小明（A1）的账号申请已批准 账号：wangxm 欢迎");
        (await bench.ToldAsync("chen")).Should().HaveCount(4).And.HaveElementAt(0, "王小明（A1）的账号申请待审批 账号：wangxm");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Request_RefusedOrWithdrawn_ChangesNoAccountAndMakesRoomForAnother(DatabaseKind kind)
    {
        await using var bench = await AccountBench.CreateAsync(kind);
        var first = await bench.AskAsync(AccountRequestKind.Open, "agent");

        var waiting = await bench.Requests.AskAsync(new("A1", AccountRequestKind.Open, "other", ["agent"], "再次"), AccountBench.Hr);
        var silent = await bench.Requests.RefuseAsync(first.Id, first.Version, " ", AccountBench.Administrator);
        var refused = PeopleCentre.Done(await bench.Requests.RefuseAsync(first.Id, first.Version, "先培训", AccountBench.Administrator));
        var second = await bench.AskAsync(AccountRequestKind.Open, "agent");
        var notOwn = () => bench.Requests.WithdrawAsync(second.Id, second.Version, AccountBench.Administrator);
        await notOwn.Should().ThrowAsync<NotAllowedException>();
        var withdrawn = PeopleCentre.Done(await bench.Requests.WithdrawAsync(second.Id, second.Version, AccountBench.Hr));

        waiting.Fault!.Message.Should().Be("number: found 'A1', of whom a request waits, expected a person of whom none does: have that decided, or withdraw it");
        silent.Fault!.Message.Should().Be("note: found 0 characters, expected 1 to 500");
        (refused.State, refused.Note, withdrawn.State).Should().Be((AccountRequestState.Refused, "先培训", AccountRequestState.Withdrawn));
        (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr)).Should().BeNull();
        (await bench.ToldAsync("chu")).Should().Equal("王小明（A1）的账号申请未获批准 先培训");
        var page = await bench.Requests.PageAsync("wxm", "A1", null, null, 0, 10, AccountBench.Hr);
        page.Rows.Select(static row => (row.Request.Id, row.PersonName)).Should().Equal((second.Id, "王小明"), (first.Id, "王小明"));
        (await bench.Requests.PageAsync(null, null, AccountRequestState.Waiting, null, 0, 10, AccountBench.Hr)).Count.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Approve_ByTwoAtOnce_IsDoneOnce(DatabaseKind kind)
    {
        await using var bench = await AccountBench.CreateAsync(kind);
        var request = await bench.AskAsync(AccountRequestKind.Open, "agent");

        var answers = await Task.WhenAll(new[] { AccountBench.Administrator, AccountBench.Other, AccountBench.Administrator }
            .Select(actor => Task.Run(() => bench.Approvals.ApproveAsync(request.Id, request.Version, "", actor))));
        var late = await bench.Requests.RefuseAsync(request.Id, request.Version, "不行", AccountBench.Other);

        answers.Count(static answer => answer.Password is not null).Should().Be(1);
        late.Saved!.Outcome.Should().Be(SaveOutcome.ChangedMeanwhile, "nothing is decided twice");
        late.Saved.Current!.State.Should().Be(AccountRequestState.Approved);
        (await bench.Centre.AuditAsync("account wangxm")).Should().ContainSingle();
        (await bench.ToldAsync("chu")).Should().ContainSingle();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Decide_OwnOrBeyondOwn_IsRefusedAndStillWaits(DatabaseKind kind)
    {
        await using var bench = await AccountBench.CreateAsync(kind);
        var own = PeopleCentre.Done(await bench.Requests.AskAsync(new("A1", AccountRequestKind.Open, "wangxm", ["administrator"], "理由"), AccountBench.Administrator));
        var little = TestActor.With("ma", DataScope.All, "accounts.approve", "accounts.edit", "accounts.read");

        var approved = await bench.Approvals.ApproveAsync(own.Id, own.Version, "", AccountBench.Administrator);
        var refused = await bench.Requests.RefuseAsync(own.Id, own.Version, "不行", AccountBench.Administrator with { Name = "chen/crm", AccountId = null });
        var beyond = await bench.Approvals.ApproveAsync(own.Id, own.Version, "", little);
        var byHr = () => bench.Approvals.ApproveAsync(own.Id, own.Version, "", AccountBench.Hr);

        approved.Request.Fault!.Message.Should().Be("request: found one's own, expected a request of somebody else");
        refused.Fault!.Reason.Should().Be("ownRequest", "a machine with somebody's token is that person");
        beyond.Account.Should().Be(AccountFault.MoreThanOwn, "nobody opens an account that may more than the own");
        await byHr.Should().ThrowAsync<NotAllowedException>();
        (await bench.Requests.FindAsync(own.Id, AccountBench.Hr))!.Request.State.Should().Be(AccountRequestState.Waiting);
        (await bench.Accounts.FindOfAsync("A1", AccountBench.Hr)).Should().BeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Ask_Wrong_IsRefusedWithTheReason(DatabaseKind kind)
    {
        await using var bench = await AccountBench.CreateAsync(kind);
        await bench.Centre.PersonAsync("A2", "李红", null);
        await bench.Centre.AccountAsync("lihong", "A2");

        foreach (var (form, message) in new (AccountRequestForm Form, string Message)[]
        {
            (new("A1", AccountRequestKind.Open, "wang xm", ["agent"], "理由"), "accountName: found 'wang xm', expected 1 to 60 letters and digits, with . _ - @ within"),
            (new("A1", AccountRequestKind.Open, "Chen", ["agent"], "理由"), "accountName: found 'Chen', which is another account's, expected a name of no other account"),
            (new("A1", AccountRequestKind.Open, "wang", [], "理由"), "roles: found none, expected one at least"),
            (new("A1", AccountRequestKind.Open, "wang", ["king"], "理由"), "roles: found 'king', which there is not, expected ids of roles"),
            (new("A1", AccountRequestKind.Open, "wang", ["agent"], " "), "reason: found 0 characters, expected 1 to 500"),
            (new("A1", AccountRequestKind.Close, "", [], "理由"), "kind: found close, expected open, as the person has no account that is open"),
            (new("A1", AccountRequestKind.ChangeRoles, "", ["agent"], "理由"), "kind: found change-roles, expected open, as the person has no account that is open"),
            (new("A2", AccountRequestKind.Open, "lihong2", ["agent"], "理由"), "kind: found open, expected another kind, as the person has the account 'lihong'"),
        })
            (await bench.Requests.AskAsync(form, AccountBench.Hr)).Fault!.Message.Should().Be(message);
        (await bench.Requests.AskAsync(new("A9", AccountRequestKind.Open, "w", ["agent"], "理由"), AccountBench.Hr)).Saved!.Outcome.Should().Be(SaveOutcome.Missing);
        var leader = TestActor.With("leader", DataScope.Group, "accounts.request", "accounts.read") with { AgentId = "A2" };
        (await bench.Requests.AskAsync(new("A1", AccountRequestKind.Open, "wang", ["agent"], "理由"), leader)).Saved!.Outcome.Should().Be(SaveOutcome.Missing, "who is out of reach is not there");
        await bench.AskAsync(AccountRequestKind.Open, "agent");
        (await bench.Requests.PageAsync(null, null, null, null, 0, 10, leader)).Count.Should().Be(0);
    }

    private static async Task<AccountApproval> ApproveAsync(AccountBench bench, AccountRequest request, string note = "")
    {
        var approval = await bench.Approvals.ApproveAsync(request.Id, request.Version, note, AccountBench.Administrator);
        (approval.Account, PeopleCentre.Done(approval.Request).State).Should().Be((AccountFault.None, AccountRequestState.Approved));
        return approval;
    }
}
