using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleSightTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task OfAsync_EachScope_ShowsTheirPeopleAlone(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await TeamAsync(centre);

        async Task<string> SeenAsync(DataScope scope, string? agent) => string.Join(' ', (await centre.List.ReadAsync(
            new(PeopleCentre.Today, Within: await centre.Sight.OfAsync(Actor(scope, agent, PeopleModule.Read), PeopleModule.Read)), isUnmasked: false)).People.Select(static person => person.Number));

        (await SeenAsync(DataScope.Own, "leader")).Should().Be("leader");
        (await SeenAsync(DataScope.Group, "leader")).Should().Be("agent leader");
        (await SeenAsync(DataScope.Department, "leader")).Should().Be("agent leader night");
        (await SeenAsync(DataScope.All, "leader")).Should().Be("agent leader night outbound");
        (await SeenAsync(DataScope.Department, null)).Should().BeEmpty("who is nobody's colleague sees nobody");
        var nothing = () => centre.Sight.OfAsync(Actor(DataScope.All, "leader", PeopleModule.Edit), PeopleModule.Read);
        await nothing.Should().ThrowAsync<NotAllowedException>();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_ByWhoReachesADepartment_StayInIt(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await TeamAsync(centre);
        var (leader, today) = (Actor(DataScope.Department, "leader", PeopleModule.Edit), PeopleCentre.Today);

        PeopleCentre.Done(await centre.Careers.MoveAsync("agent", await centre.VersionAsync("agent"), centre.InboundNight, today, null, leader));
        PeopleCentre.Done(await centre.Register.SaveAsync("agent", new("王晓明"), await centre.VersionAsync("agent"), leader));
        (await centre.Register.SaveAsync("outbound", new("赵七"), 2, leader)).Saved!.Outcome.Should().Be(SaveOutcome.Missing, "who is out of reach is not there");
        (await centre.Careers.EndAsync("outbound", 2, today, leader)).Saved!.Outcome.Should().Be(SaveOutcome.Missing);

        var agent = await centre.VersionAsync("agent");
        foreach (var refused in new Func<Task>[]
        {
            () => centre.Careers.MoveAsync("agent", agent, centre.OutboundDay, today, null, leader),
            () => centre.Careers.LeadAsync("agent", agent, new(UnitKind.Department, centre.Centre), LeadershipKind.Deputy, today, null, leader),
            () => centre.Careers.PostAsync("leader", 3, centre.Agent, true, today, null, leader),
            () => centre.Register.AddAsync("new", new("新人"), today, EmploymentState.Probation, leader),
            () => centre.Units.SaveGroupAsync(null, new("组", centre.Inbound, GroupShift.None, today), null, leader),
            () => centre.Skills.SaveAsync(null, "法语", false, null, leader),
            () => centre.Posts.CopyAsync(centre.Agent, "新岗位", "", leader),
            () => centre.Templates.ApplyAsync(OrganisationTemplates.All[0], null, false, today, leader),
            () => centre.Import.RunAsync(new MemoryStream(), today, false, leader),
        })
            (await refused.Should().ThrowAsync<NotAllowedException>()).WithMessage("the permission 'people.edit for all' is needed");
        (await centre.VersionAsync("agent")).Should().Be(agent);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Sensitive_WithoutThePermission_IsRefusedAndWithItWritten(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var (sensitive, nobody) = (new SensitiveReading(centre.Database, TimeProvider.System), Actor(DataScope.All, null, PeopleModule.Read));

        (await sensitive.UnmaskAsync(nobody, isWanted: false, "person A1")).Should().BeFalse();
        (await sensitive.UnmaskAsync(PeopleCentre.Li, isWanted: true, "person A1")).Should().BeTrue();
        await sensitive.ExportAsync(PeopleCentre.Li, "people", "?group=1", 12);
        var unmask = () => sensitive.UnmaskAsync(nobody, isWanted: true, "person A1");
        var export = () => sensitive.ExportAsync(nobody, "people", "", 0);

        await unmask.Should().ThrowAsync<NotAllowedException>();
        await export.Should().ThrowAsync<NotAllowedException>();
        (await centre.AuditAsync("person A1")).Should().Equal("li unmask phone numbers: - → -");
        (await centre.AuditAsync("people")).Should().Equal("li export people: - → -");
    }

    private static Actor Actor(DataScope scope, string? agent, string permission) => TestActor.With("someone", scope, permission) with { AgentId = agent };

    // 呼入: a leader of the day's group with an agent, and one of the night's; 呼出: one more.
    private static async Task TeamAsync(PeopleCentre centre)
    {
        await centre.PersonAsync("agent", "王小明", centre.InboundDay);
        await centre.PersonAsync("leader", "李红", centre.InboundDay);
        await centre.PersonAsync("night", "钱七", centre.InboundNight);
        await centre.PersonAsync("outbound", "赵六", centre.OutboundDay);
        PeopleCentre.Done(await centre.Careers.LeadAsync("leader", await centre.VersionAsync("leader"), new(UnitKind.Group, centre.InboundDay), LeadershipKind.Leader, PeopleCentre.Today, null, PeopleCentre.Test));
    }
}
