using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Live;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Faults;

/// <summary>A silo that is cut off from the database, while another goes on and publishes.</summary>
public class CutOffTests
{
    [SkippableFact]
    public async Task Silo_CutOffFromTheDatabase_ScoresNothingUntilItIsBackAndThenByWhatIsInForce()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var address = new UriBuilder(test.Address);
        using var link = new CuttableLink(address.Port);
        address.Port = link.Port;
        await using var linked = DatabaseAddress.Open($"{address.Uri}?Timeout=2&Command Timeout=2");
        await using var alone = await TestSilo.StartAsync(linked, test.SigningKey);
        var set = alone.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(TestTrees.Document(), "a", "", null))).Value!;
        (await set.PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
        await set.SetLeaseAsync(1, "a");
        await StoreAsync(test, 600);
        var scored = new ConcurrentQueue<long>();
        using var listener = ListenTo(alone, scored);
        var tasks = alone.Service<InspectionTasks>();
        var task = (await tasks.CreateAsync(new(TestTrees.Set, "", "a", null, [.. Enumerable.Range(0, 100).Select(static number => $"i-{number:D6}")]))).Value!.Id;
        await Eventually.Async(async () => (await tasks.FindAsync(task))!.State == TaskState.Finished);
        scored.Sum().Should().Be(100);

        link.Cut();
        scored.Clear();
        var returned = new ConcurrentDictionary<long, DateTimeOffset>();
        var second = await TestPublications.PublishAsync(test.Database, Qa.Rules.Versions.PublicationMode.HotSet);
        returned[second.Publication] = DateTimeOffset.UtcNow;
        var waiting = await AddTaskAsync(test, 100..600);
        var turn = () => alone.Grains.GetGrain<ILiveInteractionGrain>("live-1").AddTurnAsync(
            new(0, """{"channel":"chat","startedAt":"2026-11-26T00:00:00Z","agent":{"id":"a"}}""", """{"role":"agent","text":"您好"}"""));
        await turn.Should().ThrowAsync<Exception>("a turn that cannot be stored is not acknowledged");
        await Task.Delay(TimeSpan.FromSeconds(3));   // time in which it would have scored all of them many times over
        scored.Sum().Should().Be(0);
        (await CountAsync(test, "scorecard")).Should().Be(100);

        link.Restore();
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 600);
        (await CountAsync(test, $"scorecard WHERE task_id = {waiting} AND version = 2")).Should().Be(500);
        (await HeldVersions.FaultsAsync(test.Database, returned)).Should().BeEmpty();
    }

    private static MeterListener ListenTo(TestSilo silo, ConcurrentQueue<long> scored)
    {
        _ = silo.Service<CallCenterMeter>();
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "callcenter.items.scored")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => scored.Enqueue(count));
        listener.Start();
        return listener;
    }

    private static async Task StoreAsync(TestDatabase test, int count) =>
        await test.Database.WriteAsync(session => InteractionRows.AddAsync(session, TestInteractions.Many(count), DateTimeOffset.UtcNow));

    // As another process would, which the silo does not hear of.
    private static Task<long> AddTaskAsync(TestDatabase test, Range items) => test.Database.WriteAsync(async session =>
    {
        var ids = TestInteractions.Many(600).Take(items).Select(static one => (one.Interaction.Id, 1L)).ToList();
        var task = await TaskRows.AddAsync(session, TestTrees.Set, TaskKind.Batch, "", "a", null, ids.Count, DateTimeOffset.UtcNow);
        await TaskItemRows.AddAsync(session, task, ids);
        return task;
    });

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
