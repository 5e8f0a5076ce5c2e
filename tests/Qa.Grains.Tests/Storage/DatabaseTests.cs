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
    public async Task InsertMany_RowsOfWhichSomeAreThere_TellsWhichWereAdded(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        string[] columns = ["task_id", "interaction_id", "revision", "state", "owner", "attempts"];
        string[] key = ["task_id", "interaction_id", "revision"];
        object?[] Row(string id, string? owner) => [1L, id, 1L, 0L, owner, 0L];
        await test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { id = "set" });
            await session.ExecuteAsync("INSERT INTO inspection_task (rule_set, kind, title, created_by, created_at, state, total, scored, set_aside, is_filled) VALUES ('set', 'batch', '', 'a', 0, 'paused', 0, 0, 0, 1)");
        });

        var first = await test.Database.WriteAsync(session => session.InsertManyAsync("task_item", columns, key, [Row("a", null), Row("b", null), Row("a", null)]));
        var second = await test.Database.WriteAsync(session => session.InsertManyAsync("task_item", columns, key, [Row("c", null), Row("b", "x"), Row("d", "y")]));
        var none = await test.Database.WriteAsync(session => session.InsertManyAsync("task_item", columns, key, []));
        var twice = () => test.Database.WriteAsync(session => session.InsertManyAsync("task_item", columns, [], [Row("e", null), Row("a", null)]));

        first.Should().Equal(true, true, false);
        second.Should().Equal(true, false, true);
        none.Should().BeEmpty();
        await twice.Should().ThrowAsync<System.Data.Common.DbException>("without a key it is an error");
        (await test.Database.ReadAsync(session => session.QueryAsync<string>($"SELECT interaction_id || coalesce(owner, '') FROM task_item WHERE {session.IsAnyOf("id", "@many")} ORDER BY 1", new { many = session.Many([1, 2, 3, 4, 5, 6, 99]) })))
            .Should().Equal("a", "b", "c", "dy");
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
