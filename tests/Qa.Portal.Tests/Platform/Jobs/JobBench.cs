using Microsoft.Extensions.Logging.Abstractions;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Jobs;

/// <summary>A database with jobs, and as many processes on it as a test wants; each has a database object and signals of its own.</summary>
internal sealed class JobBench : IAsyncDisposable
{
    private readonly PortalTestDatabase _database;
    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _processes = [];

    private JobBench(PortalTestDatabase database) => _database = database;

    public PortalTestDatabase Database => _database;

    public JobLimits Limits { get; init; } = new() { Look = TimeSpan.FromMilliseconds(100), Progress = TimeSpan.Zero };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public JobFiles Files => new(_folder.At("jobs"));

    public static async Task<JobBench> CreateAsync(DatabaseKind kind, JobLimits? limits = null, TimeProvider? time = null)
    {
        var bench = new JobBench(await PortalTestDatabase.CreateAsync(kind)) { Time = time ?? TimeProvider.System };
        return limits is null ? bench : new(bench._database) { Limits = limits, Time = bench.Time };
    }

    public Process NewProcess(Func<JobRun, CancellationToken, Task>? run = null, JobLimits? limits = null)
    {
        var process = new Process(this, new(run ?? ((_, _) => Task.CompletedTask)), limits ?? Limits);
        _processes.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>One process: it starts jobs, and works when it is told to.</summary>
    internal sealed class Process : IAsyncDisposable
    {
        private readonly Database _database;
        private readonly JobWorker _worker;
        private readonly JobBench _bench;
        private readonly JobLimits _limits;

        public Process(JobBench bench, ScriptedHandler handler, JobLimits limits)
        {
            (_bench, _limits) = (bench, limits);
            _database = DatabaseAddress.Open(bench._database.Database.Address);
            Queue = new(_database, limits, bench.Time);
            Signal = new(NullLogger<JobSignal>.Instance);
            Service = new(bench._database, _database, Signal, bench.Files, () => [handler], limits, bench.Time);
            _worker = new(Queue, bench.Files, Signal, [handler], limits, bench.Time, NullLogger<JobWorker>.Instance);
        }

        public JobQueue Queue { get; }

        public JobSignal Signal { get; }

        public JobService Service { get; }

        public Task StartAsync() => _worker.StartAsync(CancellationToken.None);

        public Task StopAsync() => _worker.StopAsync(CancellationToken.None);

        public Task<ClaimedJob?> ClaimAsync(string lease) => Queue.ClaimAsync(lease, [ScriptedHandler.TestKind], [], CancellationToken.None);

        public JobRun RunOf(ClaimedJob claim) => new(claim, Queue, _bench.Files, Signal, _limits, _bench.Time, CancellationToken.None);

        public async Task<JobView> BegunAsync(string owner = "li", object? arguments = null) => (await Service.StartAsync(ScriptedHandler.TestKind, arguments ?? new { }, owner))!;

        public Task<JobView> FinishedAsync(long id, string owner = "li") => SeenAsync(id, static job => job.IsFinished, owner);

        public async Task<JobView> SeenAsync(long id, Func<JobView, bool> holds, string owner = "li") =>
            (await Eventually.Of(async () => await Service.FindAsync(id, owner), job => job is not null && holds(job)))!;

        public async ValueTask DisposeAsync()
        {
            await _worker.StopAsync(CancellationToken.None);
            _worker.Dispose();
            await _database.DisposeAsync();
        }
    }
}
