using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleDirectoryTests
{
    private static readonly DateOnly June = new(2026, 6, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Placements_OfManyDays_AreTheGroupsOfThoseDays(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        await centre.PersonAsync("A2", "李红", null);
        PeopleCentre.Done(await centre.Careers.MoveAsync("A1", await centre.VersionAsync("A1"), centre.OutboundDay, June, null, PeopleCentre.Test));
        AgentDay[] pairs = [new("A1", new(2025, 12, 31)), new("A1", new(2026, 1, 1)), new("A1", June.AddDays(-1)), new("A1", June), new("A2", June), new("A9", June)];

        var placements = await centre.Directory.PlacementsAsync(pairs);

        placements.Should().HaveCount(3);
        placements[pairs[1]].Should().Be(new Placement(centre.InboundDay, "白班大组", GroupShift.Day, centre.Inbound, "呼入"));
        placements[pairs[2]].GroupId.Should().Be(centre.InboundDay);
        placements[pairs[3]].Should().Be(new Placement(centre.OutboundDay, "白班大组", GroupShift.Day, centre.Outbound, "呼出"));
        (await centre.Directory.PlacementAsync("A1", June))!.GroupId.Should().Be(centre.OutboundDay);
        (await centre.Directory.PlacementAsync("A9", June)).Should().BeNull();
        (await centre.Directory.StaysAsync([centre.InboundDay, centre.OutboundDay], new(new(2026, 5, 1), new(2026, 7, 1)))).Should().Equal(
            new Stay("A1", centre.InboundDay, new(new(2026, 5, 1), June)), new Stay("A1", centre.OutboundDay, new(June, new(2026, 7, 1))));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Find_ByNumberOrAccount_IsThePersonWithoutTheNumberOfThePhone(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        PeopleCentre.Done(await centre.Register.AddAsync("A1", new("王小明", "13812341234", "w@example.com"), June, EmploymentState.Employed, PeopleCentre.Test));
        await centre.AccountAsync("wang", "A1");
        await centre.AccountAsync("li", null);

        var card = new PersonCard("A1", "王小明", "wang", "w@example.com", June, null);
        (await centre.Directory.FindAsync("A1")).Should().Be(card);
        (await centre.Directory.FindByAccountAsync("Wang")).Should().Be(card, "names of accounts are told by no case");
        (await centre.Directory.FindByAccountAsync("li")).Should().BeNull();
        (await centre.Directory.FindByAccountAsync("A1")).Should().BeNull();
        (await centre.Directory.FindAllAsync(["A1", "A9", "A1"])).Should().ContainSingle().Which.Value.Should().Be(card);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ScopeOf_AgentLeaderAndSupervisor_IsWhatTheyBelongToAndLead(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("agent", "王小明", centre.InboundDay);
        await centre.PersonAsync("leader", "李红", centre.InboundDay);
        await centre.PersonAsync("supervisor", "赵六", null);
        await centre.PersonAsync("manager", "钱七", null);
        PeopleCentre.Done(await centre.Careers.LeadAsync("leader", await centre.VersionAsync("leader"), new(UnitKind.Group, centre.OutboundDay), LeadershipKind.Deputy, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.LeadAsync("supervisor", await centre.VersionAsync("supervisor"), new(UnitKind.Department, centre.Inbound), LeadershipKind.Leader, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.LeadAsync("manager", await centre.VersionAsync("manager"), new(UnitKind.Department, centre.Centre), LeadershipKind.Leader, June, null, PeopleCentre.Test));

        (await ScopeAsync("agent", June)).Should().Be($"{centre.InboundDay} | {centre.InboundDay} | {centre.Inbound}");
        (await ScopeAsync("leader", June.AddDays(-1))).Should().Be($"{centre.InboundDay} | {centre.InboundDay} | {centre.Inbound}", "nothing was led before");
        (await ScopeAsync("leader", June)).Should().Be($"{centre.InboundDay} | {centre.InboundDay} {centre.OutboundDay} | {centre.Inbound} {centre.Outbound}");
        (await ScopeAsync("supervisor", June)).Should().Be($" | {centre.InboundDay} {centre.InboundNight} | {centre.Inbound}");
        (await ScopeAsync("manager", June)).Should().Be($" | {centre.InboundDay} {centre.InboundNight} {centre.OutboundDay} | {centre.Centre} {centre.Inbound} {centre.Outbound}");
        (await ScopeAsync("nobody", June)).Should().Be(" |  | ");
        (await centre.Directory.GroupsLedAsync("leader", June)).Should().Equal(centre.OutboundDay);
        (await centre.Directory.LeadersAsync(new(UnitKind.Group, centre.OutboundDay), June)).Select(static each => (each.Person.Number, each.Kind)).Should().Equal(("leader", LeadershipKind.Deputy));
        var seen = await centre.List.ReadAsync(new(June, Within: PeopleWithin.Groups(await centre.Directory.ScopeOfAsync("leader", June))), isUnmasked: false);
        seen.People.Select(static person => person.Number).Should().Equal("agent", "leader");

        async Task<string> ScopeAsync(string number, DateOnly day)
        {
            var scope = await centre.Directory.ScopeOfAsync(number, day);
            scope.Number.Should().Be(number);
            return $"{scope.GroupId} | {string.Join(' ', scope.GroupIds)} | {string.Join(' ', scope.DepartmentIds)}";
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Members_PostsMentorAndUnits_AreOfTheDay(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        await centre.PersonAsync("A2", "李红", centre.InboundNight);
        var vip = (await centre.Posts.ListAsync()).Single(static post => post.Template == "vip-service").Id;
        PeopleCentre.Done(await centre.Careers.PostAsync("A1", await centre.VersionAsync("A1"), vip, true, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.PostAsync("A1", await centre.VersionAsync("A1"), centre.Agent, true, June, new(2026, 7, 1), PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.MentorAsync("A1", await centre.VersionAsync("A1"), "A2", June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.MoveAsync("A1", await centre.VersionAsync("A1"), centre.OutboundDay, new(2026, 7, 1), null, PeopleCentre.Test));

        async Task<string> MembersAsync(long department, DateOnly day) => string.Join(' ', (await centre.Directory.MembersOfDepartmentAsync(department, day)).Select(static card => card.Number));

        (await centre.Directory.MembersOfGroupAsync(centre.InboundDay, June)).Select(static card => card.Number).Should().Equal("A1");
        (await MembersAsync(centre.Inbound, June)).Should().Be("A1 A2");
        (await MembersAsync(centre.Inbound, new(2026, 7, 1))).Should().Be("A2");
        (await MembersAsync(centre.Centre, new(2026, 7, 1))).Should().Be("A1 A2");
        (await MembersAsync(centre.Centre, new(2025, 7, 1))).Should().BeEmpty();
        (await centre.Directory.PostsAsync("A1", June)).Select(static post => (post.ChineseName, post.Permissions.Count)).Should().Equal(("座席代表", 0), ("VIP 客户服务", 2));
        (await centre.Directory.PostsAsync("A1", new(2026, 7, 1))).Should().ContainSingle();
        (await centre.Directory.MentorAsync("A1", June)).Should().Be("A2");
        (await centre.Directory.MentorAsync("A1", June.AddDays(-1))).Should().BeNull();
        (await centre.Directory.UnitsAsync(June)).PathOfGroup(centre.OutboundDay).Should().Be("客服中心/呼出/白班大组");
        (await centre.Directory.UnitsAsync(PeopleCentre.Start.AddDays(-1))).Departments.Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Colleagues_ByScope_AreThoseOfToday(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("agent", "王小明", centre.InboundDay);
        await centre.PersonAsync("night", "李红", centre.InboundNight);
        await centre.PersonAsync("outbound", "赵六", centre.OutboundDay);
        await centre.PersonAsync("gone", "钱七", centre.InboundDay);
        PeopleCentre.Done(await centre.Careers.EndAsync("gone", await centre.VersionAsync("gone"), PeopleCentre.Today.AddDays(-1), PeopleCentre.Test));

        (await centre.Colleagues.OfAsync("agent", DataScope.Group, default)).Should().BeEquivalentTo("agent");
        (await centre.Colleagues.OfAsync("agent", DataScope.Department, default)).Should().BeEquivalentTo("agent", "night");
        (await centre.Colleagues.OfAsync("nobody", DataScope.Department, default)).Should().BeEmpty();
    }

    [Fact]
    public void Within_Scopes_AreWiderOneAfterTheOther()
    {
        var scope = new PeopleScope("A1", 1, [1, 2], [3]);

        PeopleWithin.Own(scope).Should().BeEquivalentTo(new PeopleWithin("A1", [], []));
        PeopleWithin.Groups(scope).Should().BeEquivalentTo(new PeopleWithin("A1", [1, 2], []));
        PeopleWithin.Departments(scope).Should().BeEquivalentTo(new PeopleWithin("A1", [1, 2], [3]));
    }
}
