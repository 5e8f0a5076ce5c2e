using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Xunit.Abstractions;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleListTests(ITestOutputHelper output)
{
    private static readonly DateOnly June = new(2026, 6, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_Filters_AreOfTheDay(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await SomePeopleAsync(centre);

        async Task<string> NumbersAsync(PeopleQuery query) => string.Join(' ', (await centre.List.ReadAsync(query, isUnmasked: false)).People.Select(static person => person.Number));
        var today = new PeopleQuery(PeopleCentre.Today);

        (await NumbersAsync(today)).Should().Be("A1 A2 A3 A4 B1");
        (await NumbersAsync(today with { Search = "wxm" })).Should().Be("A1");
        (await NumbersAsync(today with { Search = "小 a1" })).Should().Be("A1");
        (await NumbersAsync(today with { Search = "%" })).Should().BeEmpty();
        (await NumbersAsync(today with { Group = centre.OutboundDay })).Should().Be("A1");
        (await NumbersAsync(today with { Group = centre.InboundDay, Day = June.AddDays(-1) })).Should().Be("A1 A2 A4");
        (await NumbersAsync(today with { Department = centre.Inbound })).Should().Be("A2 A3");
        (await NumbersAsync(today with { Department = centre.Centre })).Should().Be("A1 A2 A3");
        (await NumbersAsync(today with { Post = centre.Leader })).Should().Be("A2");
        (await NumbersAsync(today with { Post = centre.Leader, Day = June.AddDays(-1) })).Should().BeEmpty();
        (await NumbersAsync(today with { Skill = centre.English })).Should().Be("A2 A3");
        (await NumbersAsync(today with { Skill = centre.English, MinimumLevel = 3 })).Should().Be("A3");
        (await NumbersAsync(today with { State = StaffState.Employed })).Should().Be("A1 A2 A3");
        (await NumbersAsync(today with { State = StaffState.Left })).Should().Be("A4");
        (await NumbersAsync(today with { State = StaffState.Employed, Day = June })).Should().Be("A1 A2 A3 A4");
        (await NumbersAsync(today with { State = StaffState.Expected })).Should().Be("B1");
        (await NumbersAsync(today with { Within = new("B1", [centre.InboundNight], [centre.Outbound]) })).Should().Be("A1 A3 B1");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_OrderAndPages_AreTheDatabases(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await SomePeopleAsync(centre);
        var today = new PeopleQuery(PeopleCentre.Today);

        foreach (var (sort, ascending) in new (PeopleSort, string)[] { (PeopleSort.JoinedOn, "A4 A1 A2 A3 B1"), (PeopleSort.State, "B1 A1 A2 A3 A4"), (PeopleSort.LastDay, "A4 A1 A2 A3 B1") })
        {
            var page = await centre.List.ReadAsync(today with { Sort = sort }, isUnmasked: false);
            string.Join(' ', page.People.Select(static person => person.Number)).Should().Be(ascending, $"they are by {sort}");
        }

        foreach (var sort in Enum.GetValues<PeopleSort>())
        {
            foreach (var isDescending in new[] { false, true })
            {
                var query = today with { Sort = sort, IsDescending = isDescending };
                var (all, first, second) = (await centre.List.ReadAllAsync(query, false), await centre.List.ReadAsync(query with { Take = 2 }, false), await centre.List.ReadAsync(query with { Skip = 2, Take = 3 }, false));
                first.People.Concat(second.People).Select(static person => person.Number).Should().Equal(all.Select(static person => person.Number));
                (first.Total, second.Total, all.Count).Should().Be((5, 5, 5));
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_Person_IsWholeAndTheNumberMasked(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await SomePeopleAsync(centre);
        PeopleCentre.Done(await centre.Register.SaveAsync("A2", new("李红", "13812341234", "li@example.com"), await centre.VersionAsync("A2"), PeopleCentre.Test));
        await centre.AccountAsync("lihong", "A2");

        var masked = (await centre.List.ReadAsync(new(PeopleCentre.Today, "a2"), isUnmasked: false)).People.Single();
        var whole = (await centre.List.ReadAsync(new(PeopleCentre.Today, "a2"), isUnmasked: true)).People.Single();

        (masked.Phone, whole.Phone).Should().Be(("138****1234", "13812341234"));
        (masked.Name, masked.State, masked.Department, masked.Group, masked.Shift, masked.Mentor, masked.Account).Should().Be(("李红", StaffState.Employed, "客服中心/呼入", "白班大组", GroupShift.Day, "A1", "lihong"));
        masked.Posts.Select(static post => post.ChineseName).Should().Equal("呼入班长");
        masked.Skills.Should().Equal(new HeldSkill(centre.English, "英语", 2));
        masked.Leads.Should().Equal(new LedUnit(UnitKind.Group, centre.InboundDay, "客服中心/呼入/白班大组", LeadershipKind.Leader));
    }

    /// <summary>2,000 people with five years of history: a page, any page, is a few statements and a moment.</summary>
    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReadAsync_LargeCentre_TakesFewStatements(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await ManyPeopleAsync(centre, people: 2_000, changes: 10);

        // As the database does by itself after a while.
        await centre.Database.Database.Database.WriteAsync(static session => session.ExecuteAsync("ANALYZE;"));
        var counted = new CountedContexts(centre);
        var (list, directory) = (new PeopleList(counted), new PeopleDirectory(counted));
        var query = new PeopleQuery(PeopleCentre.Today, "wxm", Department: centre.Centre, Post: centre.Agent, State: StaffState.Employed, Sort: PeopleSort.Department, IsDescending: true, Skip: 500, Take: 500);
        await list.ReadAsync(query, false);

        counted.Statements = 0;
        var watch = Stopwatch.StartNew();
        var page = await list.ReadAsync(query, false);
        var (listed, statements) = (watch.ElapsedMilliseconds, counted.Statements);
        counted.Statements = 0;
        watch.Restart();
        var pairs = page.People.SelectMany(static person => Enumerable.Range(0, 100).Select(day => new AgentDay(person.Number, PeopleCentre.Today.AddDays(-day * 10)))).ToList();
        var placements = await directory.PlacementsAsync(pairs);
        var (placed, placementStatements) = (watch.ElapsedMilliseconds, counted.Statements);

        output.WriteLine($"a page of {page.People.Count} of {page.Total} in {listed} ms; {pairs.Count} placements in {placed} ms");
        (page.Total, page.People.Count).Should().Be((2_000, 500));
        statements.Should().BeLessThanOrEqualTo(9);
        placementStatements.Should().BeLessThanOrEqualTo(3);
        placements.Should().HaveCount(pairs.Count);
        listed.Should().BeLessThan(5_000, "also on a machine that others use");
        placed.Should().BeLessThan(5_000);
    }

    private static async Task SomePeopleAsync(PeopleCentre centre)
    {
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        await centre.PersonAsync("A2", "李红", centre.InboundDay, "2026-01-02");
        await centre.PersonAsync("A3", "赵六", centre.InboundNight, "2026-01-03");
        await centre.PersonAsync("A4", "钱七", centre.InboundDay, "2025-01-01");
        await centre.PersonAsync("B1", "孙八", null, "2026-11-01");
        PeopleCentre.Done(await centre.Careers.MoveAsync("A1", await centre.VersionAsync("A1"), centre.OutboundDay, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.PostAsync("A2", await centre.VersionAsync("A2"), centre.Leader, true, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.LeadAsync("A2", await centre.VersionAsync("A2"), new(UnitKind.Group, centre.InboundDay), LeadershipKind.Leader, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.SkillAsync("A2", await centre.VersionAsync("A2"), centre.English, 2, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.SkillAsync("A3", await centre.VersionAsync("A3"), centre.English, 4, June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.MentorAsync("A2", await centre.VersionAsync("A2"), "A1", June, null, PeopleCentre.Test));
        PeopleCentre.Done(await centre.Careers.EndAsync("A4", await centre.VersionAsync("A4"), new(2026, 8, 31), PeopleCentre.Test));
    }

    private static async Task ManyPeopleAsync(PeopleCentre centre, int people, int changes)
    {
        long[] groups = [centre.InboundDay, centre.InboundNight, centre.OutboundDay];
        var start = new DateOnly(2021, 10, 1);
        foreach (var some in Enumerable.Range(0, people).Chunk(500))
        {
            await using var context = centre.Database.CreateDbContext();
            foreach (var index in some)
            {
                var number = FormattableString.Invariant($"A{index:0000}");
                context.Add(new Person { Number = number, Name = "王小明", SearchText = SearchText.Of(number, "王小明"), JoinedOn = start });
                context.Add(new Employment { PersonNumber = number, FromDay = start, UntilDay = Period.Never, State = EmploymentState.Employed });
                context.Add(new PostHolding { PersonNumber = number, PostId = centre.Agent, FromDay = start, UntilDay = Period.Never });
                for (var change = 0; change < changes; change++)
                {
                    context.Add(new Membership
                    {
                        PersonNumber = number, GroupId = groups[(index + change) % groups.Length], FromDay = start.AddDays(change * 150), UntilDay = change == changes - 1 ? Period.Never : start.AddDays((change + 1) * 150),
                    });
                }
            }

            await context.SaveChangesAsync();
        }
    }

    /// <summary>Contexts whose statements are counted.</summary>
    private sealed class CountedContexts(PeopleCentre centre) : DbCommandInterceptor, IDbContextFactory<PortalContext>
    {
        public int Statements { get; set; }

        public PortalContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<PortalContext>();
            PortalDatabase.Configure(options, centre.Database.Database.Database);
            options.AddInterceptors(this);
            return new(options.Options, PortalModules.Model, centre.Database.Database.Database);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements++;
            return new(result);
        }
    }
}
