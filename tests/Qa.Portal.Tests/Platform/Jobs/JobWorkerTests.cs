using System.Collections.Concurrent;
using System.Diagnostics;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Jobs;

namespace Qa.Portal.Tests.Platform.Jobs;

public sealed class JobWorkerTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Work_OfSeveralProcesses_IsDoneOnceEachAndNeverMoreAtOnceThanAllowed(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var runs = new ConcurrentBag<(int Process, long Job)>();
        var (running, most) = (new int[2], new int[2]);
        var processes = Enumerable.Range(0, 2).Select(index => bench.NewProcess(async (run, _) =>
        {
            var now = Interlocked.Increment(ref running[index]);
            InterlockedMax(ref most[index], now);
            runs.Add((index, run.Id));
            await Task.Delay(20, CancellationToken.None);
            run.SetResult(run.Arguments<int>() * 2);
            Interlocked.Decrement(ref running[index]);
        })).ToList();
        var jobs = new List<JobView>();
        for (var number = 0; number < 16; number++)
            jobs.Add(await processes[0].BegunAsync(arguments: number));

        await Task.WhenAll(processes.Select(static process => process.StartAsync()));
        var ended = new List<JobView>();
        foreach (var job in jobs)
            ended.Add(await processes[1].FinishedAsync(job.Id));

        ended.Should().OnlyContain(static job => job.State == JobState.Done && job.Attempts == 1);
        ended.Select(static job => job.Result).Should().Equal(Enumerable.Range(0, 16).Select(static number => FormattableString.Invariant($"{number * 2}")));
        runs.Select(static run => run.Job).Should().BeEquivalentTo(jobs.Select(static job => job.Id));
        most.Should().OnlyContain(count => count >= 1 && count <= bench.Limits.AtOnce);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Work_AfterACrash_GoesOnFromTheCheckpoint(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var dying = bench.NewProcess(limits: bench.Limits with { Lease = TimeSpan.Zero });
        var job = await dying.BegunAsync();
        var claim = await dying.ClaimAsync("dying/1");
        await dying.RunOf(claim!).SaveCheckpointAsync(new Position(3), 3, 5, "test.counting");
        await Task.Delay(5);

        var steps = new List<int>();
        var living = bench.NewProcess(async (run, _) =>
        {
            for (var next = run.Checkpoint<Position>()?.Next ?? 0; next < 5; next++)
            {
                steps.Add(next);
                await run.SaveCheckpointAsync(new Position(next + 1), next + 1, 5);
            }
        });
        await living.StartAsync();
        var ended = await living.FinishedAsync(job.Id);

        steps.Should().Equal(3, 4);
        (ended.State, ended.Attempts, ended.ProgressDone, ended.ProgressTotal).Should().Be((JobState.Done, 2, 5, 5));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Work_WhoseProcessDiesEachTime_FailsAfterTheLastAttempt(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var dying = bench.NewProcess(limits: bench.Limits with { Lease = TimeSpan.Zero });
        var job = await dying.BegunAsync();
        for (var attempt = 1; attempt <= bench.Limits.Attempts; attempt++)
        {
            (await dying.ClaimAsync($"dying/{attempt}"))!.Attempt.Should().Be(attempt);
            await Task.Delay(5);
        }

        (await dying.ClaimAsync("dying/9")).Should().BeNull();

        var ended = (await dying.Service.FindAsync(job.Id, "li"))!;
        (ended.State, ended.ErrorKey, ended.Error).Should().Be((JobState.Failed, JobErrors.Ended, "its process ended 3 times without a result"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Run_WhoseLeaseIsLost_ChangesNothingMore(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var slow = bench.NewProcess(limits: bench.Limits with { Lease = TimeSpan.Zero });
        var job = await slow.BegunAsync();
        var old = (await slow.ClaimAsync("slow/1"))!;
        await Task.Delay(5);
        var taken = (await bench.NewProcess().ClaimAsync("other/1"))!;

        var report = () => slow.RunOf(old).ReportAsync(4, 5);
        var save = () => slow.RunOf(old).SaveCheckpointAsync(new Position(4), 4, 5);

        taken.Id.Should().Be(job.Id);
        await report.Should().ThrowAsync<OperationCanceledException>();
        await save.Should().ThrowAsync<OperationCanceledException>();
        (await slow.Queue.CompleteAsync(old, new("1", 5, 5, "", null, null, null))).Should().BeFalse();
        (await slow.Queue.FailAsync(old, "k", "e")).Should().BeFalse();
        (await slow.Queue.ReleaseAsync(old)).Should().BeFalse();
        (await slow.Queue.RenewAsync(old, CancellationToken.None)).Should().Be(LeaseAnswer.Lost);
        var seen = (await slow.Service.FindAsync(job.Id, "li"))!;
        (seen.State, seen.ProgressDone, seen.Attempts).Should().Be((JobState.Running, 0, 2));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Claim_ByManyAtOnce_GivesEachJobToOneInTheOrderOfTheirStart(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var processes = Enumerable.Range(0, 4).Select(_ => bench.NewProcess()).ToList();
        var jobs = new List<long>();
        for (var number = 0; number < 5; number++)
            jobs.Add((await processes[0].BegunAsync()).Id);

        var first = await processes[3].ClaimAsync("first");
        var claims = await Task.WhenAll(processes.SelectMany(process => Enumerable.Range(0, 3).Select(index => Task.Run(() => process.ClaimAsync($"{process.GetHashCode()}/{index}")))));
        var rest = new List<ClaimedJob>();
        while (await processes[0].ClaimAsync($"rest/{rest.Count}") is { } more)
            rest.Add(more);

        first!.Id.Should().Be(jobs[0]);
        claims.OfType<ClaimedJob>().Concat(rest).Select(static claim => claim.Id).Should().BeEquivalentTo(jobs.Skip(1), "each is given once");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Cancel_OfARunningJobByAnotherProcess_StopsItSoon(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind, new JobLimits());
        var worker = bench.NewProcess(static async (run, cancellation) =>
        {
            await run.CreateFile("half.txt", "text/plain").WriteAsync(new byte[] { 1 }, cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await worker.StartAsync();
        var job = await worker.BegunAsync();
        await worker.SeenAsync(job.Id, static seen => seen.State == JobState.Running);

        var watch = Stopwatch.StartNew();
        var asked = await bench.NewProcess().Service.CancelAsync(job.Id, "li");
        var ended = await worker.FinishedAsync(job.Id);

        (asked!.IsCancelRequested, ended.State, ended.Error, ended.FileName).Should().Be((true, JobState.Cancelled, null, null));
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "a second, and what a busy machine adds");
        bench.Files.WrittenBefore(DateTimeOffset.MaxValue).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Stop_OfTheProcess_GivesTheJobBackWithItsCheckpoint(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var stopped = bench.NewProcess(static async (run, cancellation) =>
        {
            await run.SaveCheckpointAsync(new Position(7), 7, 9);
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await stopped.StartAsync();
        var job = await stopped.BegunAsync();
        await stopped.SeenAsync(job.Id, static seen => seen.ProgressDone == 7);

        await stopped.StopAsync();
        var back = (await stopped.Service.FindAsync(job.Id, "li"))!;
        var next = bench.NewProcess(static (run, _) =>
        {
            run.SetResult(run.Checkpoint<Position>()!.Next);
            return Task.CompletedTask;
        });
        await next.StartAsync();

        (back.State, back.Attempts).Should().Be((JobState.Queued, 0));
        var ended = await next.FinishedAsync(job.Id);
        (ended.State, ended.Result, ended.Attempts).Should().Be((JobState.Done, "7", 1));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Failure_OfTheHandler_TellsItsOwnWordsAndNoInternals(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var worker = bench.NewProcess(static (run, _) => run.Arguments<string>() == "foreseen"
            ? throw new JobFailedException("test.error.tooMany", "found 9 rows, expected 1 to 5")
            : throw new InvalidOperationException("Password=secret; at /srv/callcenter"));
        await worker.StartAsync();

        var foreseen = await worker.FinishedAsync((await worker.BegunAsync(arguments: "foreseen")).Id);
        var defect = await worker.FinishedAsync((await worker.BegunAsync(arguments: "defect")).Id);

        (foreseen.State, foreseen.ErrorKey, foreseen.Error).Should().Be((JobState.Failed, "test.error.tooMany", "found 9 rows, expected 1 to 5"));
        (defect.State, defect.ErrorKey, defect.Attempts).Should().Be((JobState.Failed, JobErrors.Defect, 1));
        defect.Error.Should().Be(FormattableString.Invariant($"a defect of this program; its log has the details under job {defect.Id}"));
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); seen < value;)
            seen = Interlocked.CompareExchange(ref place, value, seen);
    }

    private sealed record Position(int Next);
}
