using System.Resources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.AccountRequests;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Settings;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.People;

/// <summary>The small centre with accounts: 褚红 of HR asks, 陈刚 and 赵敏 administer.</summary>
internal sealed class AccountBench : IAsyncDisposable
{
    public static readonly Actor Hr = TestActor.With("chu", DataScope.All, "people.read", "accounts.read", "accounts.request");
    public static readonly Actor Administrator = TestActor.Named("chen");
    public static readonly Actor Other = TestActor.Named("zhao");

    private readonly ServiceProvider _services;

    private AccountBench(PeopleCentre centre)
    {
        Centre = centre;
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new(2026, 10, 1, 1, 0, 0, TimeSpan.Zero)));
        services.AddSingleton<IDbContextFactory<PortalContext>>(centre.Database);
        services.AddScoped(_ => centre.Database.CreateDbContext());
        services.AddSingleton(centre.Database.Database.Database);
        AccountServices.Add(services, ["accounts.request", "accounts.approve", "people.read"]);
        _services = services.BuildServiceProvider();
        var time = _services.GetRequiredService<TimeProvider>();
        Texts = new([new(new ResourceManager(typeof(PeopleTexts)))]);
        Signal = new(NullLogger<NotificationSignal>.Instance);
        var notifier = new Notifier(new SettingsStore(centre.Database, new(new EphemeralDataProtectionProvider(), NullLogger<SettingsText>.Instance), time), Signal, time);
        Requests = new(centre.Database, centre.Sight, new(centre.Colleagues), notifier, new CentreTime(CentreZone.Default, time), time);
        Approvals = new(centre.Database, Requests, Accounts);
    }

    public PeopleCentre Centre { get; }

    public AccountDesk Accounts => _services.GetRequiredService<AccountDesk>();

    public AccountRequestDesk Requests { get; }

    public AccountApprovals Approvals { get; }

    public NotificationTexts Texts { get; }

    public NotificationSignal Signal { get; }

    /// <summary>王小明, A1, has no account.</summary>
    public static async Task<AccountBench> CreateAsync(DatabaseKind kind)
    {
        var bench = new AccountBench(await PeopleCentre.CreateAsync(kind));
        await bench._services.GetRequiredService<RoleSeeding>().SeedAsync(default);
        await bench.Centre.PersonAsync("A1", "王小明", bench.Centre.InboundDay);
        foreach (var (name, role) in new[] { ("chu", "hr"), ("chen", "administrator"), ("zhao", "administrator") })
            (await bench.Accounts.OpenAsync(new(name, name, null, null, [role]), Other)).Fault.Should().Be(AccountFault.None);
        return bench;
    }

    public async Task<AccountRequest> AskAsync(AccountRequestKind kind, params string[] roles) =>
        PeopleCentre.Done(await Requests.AskAsync(new("A1", kind, "wangxm", [.. roles], "新入职"), Hr));

    /// <summary>What somebody was told, in words.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(string account)
    {
        await using var context = Centre.Database.CreateDbContext();
        var all = await context.Set<Notification>().Where(each => each.Recipient == account).OrderBy(static each => each.Id).ToListAsync();
        return [.. all.Select(each => Texts.Render(each.TextKey, each.Arguments, new("zh-CN"))).Select(static words => $"{words.Title} {words.Body}".Trim())];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Centre.DisposeAsync();
    }
}
