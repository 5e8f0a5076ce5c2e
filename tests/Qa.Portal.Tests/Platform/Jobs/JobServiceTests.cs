using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Jobs;

using Qa.Portal.Tests.Platform.Settings;

namespace Qa.Portal.Tests.Platform.Jobs;

public sealed class JobServiceTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Jobs_OfOthers_AreNeitherSeenNorCancelledNorDownloaded(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var process = bench.NewProcess(static async (run, cancellation) => await run.CreateFile("rows.csv", "text/csv").WriteAsync("a,b\n"u8.ToArray(), cancellation));
        var mine = await process.BegunAsync("li");
        var hers = await process.BegunAsync("han");
        (await process.Service.CancelAsync(hers.Id, "li")).Should().BeNull();
        await process.StartAsync();
        await process.FinishedAsync(hers.Id, "han");
        await process.FinishedAsync(mine.Id);

        (await process.Service.ListAsync("li")).Should().ContainSingle().Which.Id.Should().Be(mine.Id);
        (await process.Service.FindAsync(hers.Id, "li")).Should().BeNull();
        (await process.Service.OpenFileAsync(hers.Id, "li")).Should().BeNull();
        var file = (await process.Service.OpenFileAsync(hers.Id, "han"))!;
        using var reader = new StreamReader(file.Stream);
        ((await reader.ReadToEndAsync()), file.Name, file.Type).Should().Be(("a,b\n", "rows.csv", "text/csv"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task CancelAsync_OfAWaitingJob_EndsItAtOnceAndOfAnEndedOneChangesNothing(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var process = bench.NewProcess(static (_, _) => throw new JobFailedException("k", "no"));
        var waiting = await process.BegunAsync();
        var changes = new List<JobChange>();
        process.Service.Changed += changes.Add;

        var cancelled = (await process.Service.CancelAsync(waiting.Id, "li"))!;
        var again = (await process.Service.CancelAsync(waiting.Id, "li"))!;
        (await process.ClaimAsync("a/1")).Should().BeNull("nobody works on what was cancelled");
        process.Service.Changed -= changes.Add;
        await process.StartAsync();
        var failed = await process.FinishedAsync((await process.BegunAsync()).Id);
        var late = (await process.Service.CancelAsync(failed.Id, "li"))!;

        (cancelled.State, again.State, again.FinishedAt, late.State).Should().Be((JobState.Cancelled, JobState.Cancelled, cancelled.FinishedAt, JobState.Failed));
        changes.Should().Equal([new(waiting.Id, "li")]);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ListAsync_PageByPage_GivesTheNewestFirst(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind);
        var process = bench.NewProcess();
        var ids = new List<long>();
        for (var number = 0; number < 5; number++)
            ids.Add((await process.BegunAsync()).Id);

        var first = await process.Service.ListAsync("li", count: 3);
        var second = await process.Service.ListAsync("li", first[^1].Id, 3);

        first.Concat(second).Select(static job => job.Id).Should().Equal(Enumerable.Reverse(ids));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task StartAsync_MoreThanAllowed_IsRefusedUntilOneHasEnded(DatabaseKind kind)
    {
        await using var bench = await JobBench.CreateAsync(kind, new JobLimits { UnfinishedOfOne = 2 });
        var process = bench.NewProcess();
        var first = await process.BegunAsync();
        await process.BegunAsync();

        var refused = await process.Service.StartAsync(ScriptedHandler.TestKind, 0, "li");
        var ofAnother = await process.Service.StartAsync(ScriptedHandler.TestKind, 0, "han");
        await process.Service.CancelAsync(first.Id, "li");

        (refused, ofAnother is null).Should().Be((null, false));
        (await process.Service.StartAsync(ScriptedHandler.TestKind, 0, "li")).Should().NotBeNull();
        var unknown = () => process.Service.StartAsync("test.unknown", 0, "li");
        await unknown.Should().ThrowAsync<ArgumentException>();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReportAsync_ForEveryRow_IsWrittenOnceASecond(DatabaseKind kind)
    {
        var time = new FakeTimeProvider(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));
        await using var bench = await JobBench.CreateAsync(kind, new JobLimits(), time);
        var process = bench.NewProcess();
        var job = await process.BegunAsync();
        var run = process.RunOf((await process.ClaimAsync("a/1"))!);
        var written = 0;
        process.Service.Changed += _ => written++;

        for (var row = 1; row <= 500; row++)
        {
            await run.ReportAsync(row, 1_000, "test.rows");
            time.Advance(TimeSpan.FromMilliseconds(5));
        }

        written.Should().Be(3, "500 rows took two and a half seconds");
        var seen = (await process.Service.FindAsync(job.Id, "li"))!;
        (seen.ProgressDone, seen.ProgressTotal, seen.ProgressNote).Should().Be((401, 1_000, "test.rows"));
        (await run.CompleteAsync()).Done.Should().Be(500, "the last is written with the end");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Sweep_JobsThatEndedLongAgo_AreGoneWithTheirFiles(DatabaseKind kind)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bench = await JobBench.CreateAsync(kind, new JobLimits { SweptAtOnce = 2 }, time);
        var process = bench.NewProcess();
        for (var number = 0; number < 5; number++)
            await EndedAsync(bench, time.GetUtcNow() - TimeSpan.FromDays(20));
        var kept = await EndedAsync(bench, time.GetUtcNow() - TimeSpan.FromDays(3));
        await process.BegunAsync();
        var (orphan, stream) = bench.Files.Create(999);
        await stream.DisposeAsync();
        time.Advance(TimeSpan.FromDays(2));

        await new JobSweep(bench.Database, bench.Database.Database.Database, bench.Files, bench.Limits, TestSettings.On(bench.Database, time), time, NullLogger<JobSweep>.Instance).SweepAsync(CancellationToken.None);

        (await process.Service.ListAsync("li")).Select(static job => job.State).Should().Equal(JobState.Queued, JobState.Done);
        bench.Files.WrittenBefore(DateTimeOffset.MaxValue).Select(static file => file.Key).Should().Equal(kept.FileKey).And.NotContain(orphan);
    }

    [Fact]
    public void Kind_OfAnotherForm_IsRefused()
    {
        foreach (var kind in (string[])["export", "Calls.Export", "calls.export%", "calls.export,x", ""])
            ((Action)(() => JobKind.Checked(kind))).Should().Throw<ArgumentException>(kind);
    }

    private static async Task<Job> EndedAsync(JobBench bench, DateTimeOffset at)
    {
        var job = new Job { Kind = ScriptedHandler.TestKind, Arguments = "{}", Owner = "li", State = JobState.Done, CreatedAt = at, FinishedAt = at, FileName = "a", FileType = "b/c" };
        await using var context = bench.Database.CreateDbContext();
        context.Add(job);
        await context.SaveChangesAsync();
        (job.FileKey, var stream) = bench.Files.Create(job.Id);
        await stream.DisposeAsync();
        await context.SaveChangesAsync();
        return job;
    }
}
