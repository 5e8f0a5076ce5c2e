using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Accounts.Passkeys;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Accounts.Passkeys;

/// <summary>Passkeys as the database keeps them; that browsers make and show them is tried end to end.</summary>
public sealed class OwnPasskeysTests
{
    private static readonly DateTimeOffset Made = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Credential = [1, 2, 250, 251];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Passkey_Kept_IsShownRenamedAndRemovedByItsOwnerAlone(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await using var services = Services(database);
        var (owner, other) = (await OpenAsync(services, "wang"), await OpenAsync(services, "li"));
        await KeepAsync(services, "wang");
        var own = services.GetRequiredService<OwnPasskeys>();

        var kept = (await own.ListAsync(owner)).Should().ContainSingle().Subject;
        kept.Should().Be(new Passkey("AQL6-w", "办公室电脑", Made, true));
        (await own.ListAsync(other)).Should().BeEmpty();
        (await own.RenameAsync(other, kept.Id, "偷来的")).Should().BeFalse();
        (await own.RemoveAsync(other, kept.Id)).Should().BeFalse();

        (await own.RenameAsync(owner, kept.Id, " 新电脑 ")).Should().BeTrue();
        (await own.ListAsync(owner)).Single().Name.Should().Be("新电脑");
        (await own.RemoveAsync(owner, kept.Id)).Should().BeTrue();
        (await own.RemoveAsync(owner, kept.Id)).Should().BeFalse();
        (await own.ListAsync(owner)).Should().BeEmpty();
        await using var context = database.CreateDbContext();
        (await context.Set<AuditRecord>().OrderBy(static entry => entry.Number).Select(static entry => $"{entry.Actor} {entry.Action} {entry.Before}>{entry.After}").ToListAsync())
            .Should().Equal("wang rename passkey 办公室电脑>新电脑", "wang remove passkey 新电脑>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task Rename_ToNoName_ChangesNothing(string name)
    {
        await using var database = await PortalTestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var services = Services(database);
        var owner = await OpenAsync(services, "wang");
        await KeepAsync(services, "wang");
        var own = services.GetRequiredService<OwnPasskeys>();

        (await own.RenameAsync(owner, "AQL6-w", name)).Should().BeFalse();

        (await own.ListAsync(owner)).Single().Name.Should().Be("办公室电脑");
    }

    private static ServiceProvider Services(PortalTestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(new FakeTimeProvider(Made)).AddScoped<PortalContext>(_ => database.CreateDbContext()).AddSingleton<OwnPasskeys>();
        services.AddIdentityCore<Account>(static options => options.User.AllowedUserNameCharacters = "").AddUserStore<AccountStore>();
        return services.BuildServiceProvider();
    }

    private static async Task<ClaimsPrincipal> OpenAsync(ServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        var account = new Account { Id = Guid.CreateVersion7(), UserName = name, DisplayName = name };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded.Should().BeTrue();
        return new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id.ToString())], "test"));
    }

    private static async Task KeepAsync(ServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await accounts.FindByNameAsync(name))!;
        var passkey = new UserPasskeyInfo(Credential, [9], Made, 0, ["internal"], isUserVerified: true, isBackupEligible: true, isBackedUp: true, [8], [7]) { Name = "办公室电脑" };
        (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded.Should().BeTrue();
    }
}
