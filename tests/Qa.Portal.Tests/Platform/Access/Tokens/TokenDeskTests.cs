using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Access.Tokens;

public sealed class TokenDeskTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Owner = new("0190c0de-0000-7000-8000-000000000001");

    private readonly FakeTimeProvider _time = new(Start);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public static TheoryData<string, int, string, string> BadForms => new()
    {
        { "", 30, "interactions.send:All", "BadName" },
        { "a/b", 30, "interactions.send:All", "BadName" },
        { new string('a', 41), 30, "interactions.send:All", "BadName" },
        { "crm", 0, "interactions.send:All", "BadDays" },
        { "crm", 367, "interactions.send:All", "BadDays" },
        { "crm", 30, "", "NoPermission" },
        { "crm", 30, "flying.do:All", "UnknownPermission flying.do" },
        { "crm", 30, "roles.edit:All", "MoreThanOwn roles.edit" },
        { "crm", 30, "recordings.read:All", "MoreThanOwn recordings.read" },
        { "crm", 30, "tokens.edit:All", "OnlyPeople tokens.edit" },
        { "crm", 30, "norms.approve:All", "OnlyPeople norms.approve" },
        { " ", -1, "flying.do:All interactions.send:All roles.edit:Own", "BadName, BadDays, UnknownPermission flying.do, MoreThanOwn roles.edit" },
    };

    public void Dispose() => _cache.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Make_WithinTheOwn_KeepsTheHashAloneAndSaysWhoMadeIt(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);

        var made = await Desk(database).MakeAsync(new("crm", 90, Permissions("interactions.send:All recordings.read:Group")), Maker());

        made.Secret.Should().MatchRegex("^qat_[0-9a-f]{64}$");
        await using var context = database.CreateDbContext();
        var stored = await context.Set<MachineToken>().Include(static token => token.Grants).SingleAsync();
        (stored.Name, stored.OwnerId, stored.ExpiresAt, stored.Hash).Should().Be(("crm", Owner, Start.AddDays(90), TokenSecret.HashOf(made.Secret!)));
        stored.Grants.Select(static grant => $"{grant.Permission}:{grant.Scope}").Should().BeEquivalentTo("interactions.send:All", "recordings.read:Group");
        var entry = await context.Set<AuditRecord>().SingleAsync();
        (entry.Actor, entry.Action, entry.Subject, entry.After).Should().Be(("li", "make token", "token crm", "interactions.send:All recordings.read:Group of li until 2026-11-30 08:00Z"));
        var shown = await Tokens(database).ShownAsync(made.Secret!);
        (shown.Standing, shown.Token!.ActorName).Should().Be((TokenStanding.Good, "li/crm"));
    }

    [Theory]
    [MemberData(nameof(BadForms))]
    public async Task Make_BadForm_SaysEverythingThatIsWrong(string name, int days, string permissions, string expected)
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);

        var made = await Desk(database).MakeAsync(new(name, days, Permissions(permissions)), Maker());

        string.Join(", ", made.Errors.Select(static error => $"{error.Fault} {error.Permission}".Trim())).Should().Be(expected);
        await using var context = database.CreateDbContext();
        (await context.Set<MachineToken>().CountAsync()).Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Make_NameThatWasTaken_IsRefusedAlsoAfterItsEnd(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var first = await Desk(database).MakeAsync(new("crm", 1, Permissions("interactions.send:All")), Maker());
        await Desk(database).RevokeAsync(first.Token!.Id, Maker());

        var second = await Desk(database).MakeAsync(new("crm", 1, Permissions("interactions.send:All")), Maker());

        second.Errors.Should().Equal(new TokenError(TokenFault.NameTaken));
    }

    [Theory]
    [InlineData(null, "NoOwner")]
    [InlineData("nobody", "UnknownOwner")]
    [InlineData("LI", "")]
    public async Task Make_ByTheOperator_NeedsAnOwner(string? owner, string expected)
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);

        var made = await Desk(database).MakeAsync(new("crm", 30, Permissions("interactions.send:All"), owner), TestActor.Named("operator"));

        string.Join(", ", made.Errors.Select(static error => error.Fault)).Should().Be(expected);
    }

    [Fact]
    public async Task Make_ForSomebodyElse_IsRefused()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);

        (await Desk(database).MakeAsync(new("crm", 30, Permissions("interactions.send:All"), "wang"), Maker())).Errors.Should().Equal(new TokenError(TokenFault.OwnerOfOthers));
    }

    [Fact]
    public async Task Desk_WithoutThePermission_DoesNothing()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        var actor = TestActor.With("li", DataScope.All, "interactions.send");
        var desk = Desk(database);

        await FluentActions.Awaiting(() => desk.MakeAsync(new("crm", 30, Permissions("interactions.send:All")), actor)).Should().ThrowAsync<NotAllowedException>();
        await FluentActions.Awaiting(() => desk.RevokeAsync(Guid.Empty, actor)).Should().ThrowAsync<NotAllowedException>();
        await FluentActions.Awaiting(() => desk.PageAsync(null, null, 0, 10, actor)).Should().ThrowAsync<NotAllowedException>();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Shown_RevokedExpiredOrOfAClosedAccount_SaysWhich(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var desk = Desk(database);
        var revoked = await desk.MakeAsync(new("revoked", 30, Permissions("interactions.send:All")), Maker());
        var short_ = await desk.MakeAsync(new("short", 1, Permissions("interactions.send:All")), Maker());
        var long_ = await desk.MakeAsync(new("long", 30, Permissions("interactions.send:All")), Maker());

        (await Tokens(database).ShownAsync(revoked.Secret!)).Standing.Should().Be(TokenStanding.Good);
        (await desk.RevokeAsync(revoked.Token!.Id, Maker())).Should().BeTrue();
        (await desk.RevokeAsync(revoked.Token.Id, Maker())).Should().BeTrue("it is done already");
        (await desk.RevokeAsync(Guid.NewGuid(), Maker())).Should().BeFalse();
        (await Tokens(database).ShownAsync(revoked.Secret!)).Standing.Should().Be(TokenStanding.Revoked, "here at once");
        _time.Advance(TimeSpan.FromDays(1));
        (await Tokens(database).ShownAsync(short_.Secret!)).Standing.Should().Be(TokenStanding.Expired);
        (await Tokens(database).ShownAsync(long_.Secret!)).Standing.Should().Be(TokenStanding.Good);
        await using (var context = database.CreateDbContext())
            await context.Set<Account>().ExecuteUpdateAsync(static set => set.SetProperty(static account => account.IsDisabled, true));
        _cache.Clear();
        (await Tokens(database).ShownAsync(long_.Secret!)).Standing.Should().Be(TokenStanding.OwnerClosed);
        (await Tokens(database).ShownAsync(TokenSecret.Generate())).Standing.Should().Be(TokenStanding.Unknown);
        await using var audit = database.CreateDbContext();
        (await audit.Set<AuditRecord>().CountAsync(static entry => entry.Action == "revoke token")).Should().Be(1);
        var (rows, count) = await Desk(database).PageAsync(null, isGood: false, 0, 10, TestActor.Named("li"));
        (count, string.Join(' ', rows.Select(static row => $"{row.Token.Name}:{row.Standing}"))).Should().Be((3, "long:OwnerClosed revoked:Revoked short:Expired"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Shown_OftenWithinMinutes_IsNotedOnce(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var made = await Desk(database).MakeAsync(new("crm", 30, Permissions("interactions.send:All")), Maker());

        await Tokens(database).ShownAsync(made.Secret!);
        _time.Advance(TimeSpan.FromMinutes(9));
        _cache.Clear();
        await Tokens(database).ShownAsync(made.Secret!);
        (await UsedAtAsync(database)).Should().Be(Start);

        _time.Advance(TimeSpan.FromMinutes(1));
        await Tokens(database).ShownAsync(made.Secret!);
        (await UsedAtAsync(database)).Should().Be(Start.AddMinutes(10));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Actor_OfAToken_MayWhatItWasGivenAndItsOwnerStillMay(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var made = await Desk(database).MakeAsync(new("crm", 30, Permissions("interactions.send:All recordings.read:Group")), Maker());
        var principal = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(
            [new(System.Security.Claims.ClaimTypes.Name, "li/crm"), new(MachineTokens.ClaimType, made.Token!.Id.ToString())], BearerTokenHandler.Name));

        var before = await Actors(database).OfAsync(principal, "10.0.0.1");
        await using (var context = database.CreateDbContext())
        {
            await context.Set<RoleGrant>().Where(static grant => grant.Permission == "interactions.send").ExecuteDeleteAsync();
            await context.Set<RoleGrant>().Where(static grant => grant.Permission == "recordings.read").ExecuteUpdateAsync(static set => set.SetProperty(static grant => grant.Scope, DataScope.Own));
        }

        _cache.Clear();
        var after = await Actors(database).OfAsync(principal, "10.0.0.1");

        (before!.AccountId, before.AgentId, before.Grants.ScopeOf("interactions.send"), before.Grants.ScopeOf("recordings.read"), before.May("tokens.read")).Should().Be((null, "A1", DataScope.All, DataScope.Group, false));
        (after!.Grants.ScopeOf("interactions.send"), after.Grants.ScopeOf("recordings.read")).Should().Be((null, DataScope.Own));
    }

    [Fact]
    public async Task Actor_WithNeitherAccountNorToken_MayNothing()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        var foreign = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.Name, "li")], "Identity.External"));

        (await Actors(database).OfAsync(foreign, ""))!.May("interactions.send").Should().BeFalse();
    }

    private static Dictionary<string, DataScope> Permissions(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split(':')).ToDictionary(static part => part[0], static part => Enum.Parse<DataScope>(part[1]));

    private static Actor Maker() => new(
        "li", Owner, "A1", new([new("interactions.send", DataScope.All), new("recordings.read", DataScope.Group), new("tokens.edit", DataScope.All), new("norms.approve", DataScope.All)]), "10.0.0.1");

    private static async Task<PortalTestDatabase> DatabaseAsync(DatabaseKind kind)
    {
        var database = await PortalTestDatabase.CreateAsync(kind);
        await using var context = database.CreateDbContext();
        context.Add(new Account { Id = Owner, UserName = "li", NormalizedUserName = "LI", DisplayName = "李莉", AgentId = "A1", ConcurrencyStamp = "1" });
        context.Add(new AccountRole { AccountId = Owner, RoleId = "sender" });
        var role = new PortalRole { Id = "sender" };
        role.Permissions.AddRange([new() { Permission = "interactions.send", Scope = DataScope.All }, new() { Permission = "recordings.read", Scope = DataScope.Group }]);
        context.Add(role);
        await context.SaveChangesAsync();
        return database;
    }

    private static async Task<DateTimeOffset?> UsedAtAsync(PortalTestDatabase database)
    {
        await using var context = database.CreateDbContext();
        return await context.Set<MachineToken>().Select(static token => token.LastUsedAt).SingleAsync();
    }

    private MachineTokens Tokens(PortalTestDatabase database) => new(database, _cache, _time);

    private Actors Actors(PortalTestDatabase database) => new(database, TestActor.Permissions, Tokens(database), _cache);

    private TokenDesk Desk(PortalTestDatabase database) => new(database, TestActor.Permissions, Actors(database), Tokens(database), _time);
}
