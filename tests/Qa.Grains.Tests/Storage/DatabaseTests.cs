namespace Qa.Grains.Tests.Storage;

public class DatabaseTests
{
    private const string Insert = "INSERT INTO rule_set (id, state, state_since, lease_seconds, created_at) VALUES (@id, 'online', 1, 60, 1)";
    private const string Count = "SELECT count(*) FROM rule_set";

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Write_ThatThrows_LeavesNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        var write = () => test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { id = "a" });
            throw new InvalidOperationException("on purpose");
        });

        await write.Should().ThrowAsync<InvalidOperationException>();
        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>(Count))).Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Write_AWriterThatWasCancelledWhileWaiting_LetsTheOthersIn(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var hold = new TaskCompletionSource();
        var holding = new TaskCompletionSource();
        var first = test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { id = "first" });
            holding.SetResult();
            await hold.Task;
        });
        await holding.Task;
        using var cancellation = new CancellationTokenSource();
        var second = test.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, new { id = "first" }, cancellation.Token);
            },
            cancellation.Token);

        await cancellation.CancelAsync();
        var waiting = () => second;
        await waiting.Should().ThrowAsync<OperationCanceledException>();
        hold.SetResult();
        await first;
        await test.Database.WriteAsync(session => session.ExecuteAsync(Insert, new { id = "third" }));

        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>(Count))).Should().Be(2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Read_WhileAWriterIsAtWork_SeesTheStateBeforeItAndDoesNotWait(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        await test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { id = "a" });
            (await test.Database.ReadAsync(other => other.QuerySingleAsync<long>(Count))).Should().Be(0);
        });

        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>(Count))).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task ExecuteMany_RowsOfWhichSomeAreThere_TellsWhichWereWritten(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        object?[][] rows = [["a"], ["b"], ["a"], ["c"]];

        var written = await test.Database.WriteAsync(session => session.ExecuteManyAsync(Insert + " ON CONFLICT DO NOTHING", ["id"], rows));

        written.Should().Equal(1, 1, 0, 1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Write_ManyWritersAtOnce_AllAreDone(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(
            () => test.Database.WriteAsync(session => session.ExecuteAsync(Insert, new { id = $"s{number}" })))));

        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>(Count))).Should().Be(200);
    }
}
