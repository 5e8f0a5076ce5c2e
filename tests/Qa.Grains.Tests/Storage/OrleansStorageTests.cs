using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Qa.Grains.Hosting;

namespace Qa.Grains.Tests.Storage;

/// <summary>Orleans' own work done by our SQL: grain state, reminders and membership.</summary>
public class OrleansStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("test", "a-key");

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task GrainState_WrittenReadClearedAndWrittenAgain_IsWhatWasWritten(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var silo = await StartAsync(test);
        var storage = silo.Services.GetRequiredService<IGrainStorage>();
        var state = new GrainState<StoredText>(new("one"));

        await storage.WriteStateAsync("state", Grain, state);
        state.State = new("two");
        await storage.WriteStateAsync("state", Grain, state);
        var read = new GrainState<StoredText>(new(""));
        await storage.ReadStateAsync("state", Grain, read);
        read.State!.Text.Should().Be("two");
        await storage.ClearStateAsync("state", Grain, read);
        var gone = new GrainState<StoredText>(new(""));
        await storage.ReadStateAsync("state", Grain, gone);
        gone.RecordExists.Should().BeFalse();
        gone.State = new("three");
        await storage.WriteStateAsync("state", Grain, gone);
        await storage.ReadStateAsync("state", Grain, read);

        read.State.Text.Should().Be("three");
        await silo.StopAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task GrainState_ManyWriteANewKeyAtOnce_OneSucceedsAndOneRowIsThere(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var silo = await StartAsync(test);
        var storage = silo.Services.GetRequiredService<IGrainStorage>();

        for (var round = 0; round < 20; round++)
        {
            var grain = GrainId.Create("test", $"key-{round}");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(async () =>
            {
                try
                {
                    await storage.WriteStateAsync("state", grain, new GrainState<StoredText>(new($"{number}")));
                    return true;
                }
                catch (InconsistentStateException)
                {
                    return false;
                }
            })));
            outcomes.Count(static written => written).Should().Be(1);
        }

        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM OrleansStorage"))).Should().Be(20);
        await silo.StopAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task GrainState_WrittenByAnOutdatedCopy_IsRefused(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var silo = await StartAsync(test);
        var storage = silo.Services.GetRequiredService<IGrainStorage>();
        var first = new GrainState<StoredText>(new("one"));
        await storage.WriteStateAsync("state", Grain, first);
        var second = new GrainState<StoredText>(new(""));
        await storage.ReadStateAsync("state", Grain, second);
        second.State = new("two");
        await storage.WriteStateAsync("state", Grain, second);

        first.State = new("outdated");
        var write = () => storage.WriteStateAsync("state", Grain, first);
        var clear = () => storage.ClearStateAsync("state", Grain, first);

        await write.Should().ThrowAsync<InconsistentStateException>();
        await clear.Should().ThrowAsync<InconsistentStateException>();
        await storage.ReadStateAsync("state", Grain, second);
        second.State.Text.Should().Be("two");
        await silo.StopAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Reminders_WrittenReadAndRemoved_AreKeptUntilThen(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var silo = await StartAsync(test);
        var reminders = silo.Services.GetRequiredService<IReminderTable>();
        var entry = new ReminderEntry
        {
            GrainId = Grain, ReminderName = "sweep", StartAt = new DateTime(2026, 11, 23, 4, 5, 6, 789, DateTimeKind.Utc), Period = TimeSpan.FromMinutes(5),
        };

        var etag = await reminders.UpsertRow(entry);
        var kept = await reminders.ReadRow(Grain, "sweep");
        kept!.StartAt.Should().Be(entry.StartAt);
        kept.Period.Should().Be(entry.Period);
        (await reminders.ReadRows(Grain)).Reminders.Should().HaveCount(1);
        (await reminders.ReadRows(0, uint.MaxValue)).Reminders.Should().HaveCount(1);
        (await reminders.UpsertRow(entry)).Should().NotBe(etag);
        (await reminders.RemoveRow(Grain, "sweep", etag!)).Should().BeFalse("it was written again since");
        (await reminders.RemoveRow(Grain, "sweep", (await reminders.ReadRow(Grain, "sweep"))!.ETag!)).Should().BeTrue();

        (await reminders.ReadRows(Grain)).Reminders.Should().BeEmpty();
        await silo.StopAsync();
    }

    [SkippableFact]
    public async Task Membership_ThreeSilosAndOneThatStops_AllSeeIt()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var first = await StartAsync(test);
        using var second = await StartAsync(test);
        using var third = await StartAsync(test);
        var management = first.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);

        (await management.GetHosts(onlyActive: true)).Should().HaveCount(3);
        await third.StopAsync();

        (await management.GetHosts(onlyActive: true)).Should().HaveCount(2);
        await second.StopAsync();
        await first.StopAsync();
    }

    private static async Task<IHost> StartAsync(TestDatabase test)
    {
        var host = Host.CreateDefaultBuilder()
            .ConfigureServices(services => services.AddSingleton(test.Database).AddSingleton(TimeProvider.System))
            .UseOrleans(silo => silo.UseCallCenterCluster(test.Database, SiloAddressing.AnyLoopback()))
            .Build();
        await host.StartAsync();
        return host;
    }

    [GenerateSerializer, Alias("test.StoredText")]
    internal sealed record StoredText([property: Id(0)] string Text)
    {
        public StoredText() : this("")
        {
        }
    }
}
