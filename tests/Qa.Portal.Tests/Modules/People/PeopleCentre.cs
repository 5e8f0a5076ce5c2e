using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.People;

/// <summary>
/// A small centre on a database of its own: 客服中心 with 呼入 (白班大组, 夜班大组) and 呼出 (白班大组), all since 2020; the template posts; the
/// skills 英语 and 退款.
/// </summary>
internal sealed class PeopleCentre : IAsyncDisposable
{
    public static readonly DateOnly Start = new(2020, 1, 1);
    public static readonly DateOnly Today = new(2026, 10, 1);

    public static readonly Actor Li = TestActor.Named("li");
    public static readonly Actor Han = TestActor.Named("han");
    public static readonly Actor Test = TestActor.Named("test");

    private readonly PortalTestDatabase _database;
    private readonly FakeTimeProvider _time = new(new(2026, 10, 1, 1, 0, 0, TimeSpan.Zero));

    private PeopleCentre(PortalTestDatabase database)
    {
        _database = database;
        Directory = new PeopleDirectory(database);
        var day = new CentreTime(CentreZone.Default, _time);
        Sight = new(Directory, day);
        Colleagues = new(Directory, day);
        Register = new(database, Sight, day, _time);
        Careers = new(database, Sight, day, _time);
        Units = new(database, _time);
        Templates = new(database, _time);
        Posts = new(database, _time);
        Skills = new(database, _time);
        List = new(database);
        Import = new(database, _time);
        Seeding = new(database, _time);
    }

    public PeopleSight Sight { get; }

    public Colleagues Colleagues { get; }

    public PeopleRegister Register { get; }

    public CareerDesk Careers { get; }

    public UnitDesk Units { get; }

    public TemplateDesk Templates { get; }

    public PostDesk Posts { get; }

    public SkillDesk Skills { get; }

    public PeopleList List { get; }

    public PeopleImport Import { get; }

    public IPeopleDirectory Directory { get; }

    public PostSeeding Seeding { get; }

    public PortalTestDatabase Database => _database;

    public long Centre { get; private set; }

    public long Inbound { get; private set; }

    public long Outbound { get; private set; }

    public long InboundDay { get; private set; }

    public long InboundNight { get; private set; }

    public long OutboundDay { get; private set; }

    public long Agent { get; private set; }

    public long Leader { get; private set; }

    public long English { get; private set; }

    public static async Task<PeopleCentre> CreateAsync(DatabaseKind kind)
    {
        var centre = new PeopleCentre(await PortalTestDatabase.CreateAsync(kind));
        await centre.Seeding.SeedAsync();
        centre.Centre = await centre.DepartmentAsync("客服中心", null);
        centre.Inbound = await centre.DepartmentAsync("呼入", centre.Centre);
        centre.Outbound = await centre.DepartmentAsync("呼出", centre.Centre);
        centre.InboundDay = await centre.GroupAsync("白班大组", centre.Inbound, GroupShift.Day);
        centre.InboundNight = await centre.GroupAsync("夜班大组", centre.Inbound, GroupShift.Night);
        centre.OutboundDay = await centre.GroupAsync("白班大组", centre.Outbound, GroupShift.Day);
        var posts = await centre.Posts.ListAsync();
        (centre.Agent, centre.Leader) = (posts.Single(static post => post.Template == "agent").Id, posts.Single(static post => post.Template == "inbound-leader").Id);
        centre.English = (await centre.Skills.SaveAsync(null, "英语", false, null, PeopleCentre.Test)).Saved!.Current!.Id;
        await centre.Skills.SaveAsync(null, "退款", false, null, PeopleCentre.Test);
        return centre;
    }

    public async Task<long> DepartmentAsync(string name, long? parent) => (await Units.SaveDepartmentAsync(null, new(name, parent, Start), null, PeopleCentre.Test)).Saved!.Current!.Id;

    public async Task<long> GroupAsync(string name, long department, GroupShift shift) => (await Units.SaveGroupAsync(null, new(name, department, shift, Start), null, PeopleCentre.Test)).Saved!.Current!.Id;

    /// <summary>Somebody employed from a day on, in a group.</summary>
    public async Task<Person> PersonAsync(string number, string name, long? group, string joinedOn = "2026-01-01")
    {
        var from = DateOnly.Parse(joinedOn, null);
        var person = Done(await Register.AddAsync(number, new(name), from, EmploymentState.Employed, PeopleCentre.Test));
        return group is { } id ? Done(await Careers.MoveAsync(number, person.Version, id, from, null, PeopleCentre.Test)) : person;
    }

    /// <summary>An account that says whose it is.</summary>
    public async Task AccountAsync(string name, string? number)
    {
        await using var context = _database.CreateDbContext();
        context.Add(new Account { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, AgentId = number, ConcurrencyStamp = "1", SecurityStamp = "1", CreatedAt = _time.GetUtcNow() });
        await context.SaveChangesAsync();
    }

    public async Task<Career> CareerAsync(string number) => (await List.FindAsync(number))!.Career;

    public async Task<long> VersionAsync(string number) => (await List.FindAsync(number))!.Person.Version;

    /// <summary>What is written of one subject, oldest first.</summary>
    public Task<IReadOnlyList<string>> AuditAsync(string subject) => _database.Database.Database.ReadAsync(session =>
        session.QueryAsync<string>($"SELECT actor || ' ' || action || ': ' || coalesce(before, '-') || ' → ' || coalesce(after, '-') FROM audit WHERE subject = '{subject}' ORDER BY number"));

    public static T Done<T>(Checked<T> change)
        where T : class
    {
        change.Fault?.Message.Should().BeNull();
        change.Saved!.Outcome.Should().Be(SaveOutcome.Done);
        return change.Saved.Current!;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
