using Qa.Grains.Publication.Versions;

namespace Qa.Benchmarks.Grains;

/// <summary>How a silo comes to know which version is in force.</summary>
internal abstract class HeadSource(BenchSilo silo) : IAsyncDisposable
{
    protected BenchSilo Silo { get; } = silo;

    public virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>Part of publishing, before it returns.</summary>
    public virtual Task AnnounceAsync(long version) => Task.CompletedTask;

    /// <summary>What work that begins now is done by.</summary>
    public abstract ValueTask<long> ReadAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected async Task<long> HeadRowAsync() => (await Silo.Service<VersionCatalogue>().FindSetAsync(BenchSilo.Set))!.Version!.Value;

    /// <summary>The product's way: the head row, read when work begins.</summary>
    public sealed class Pinned(BenchSilo silo) : HeadSource(silo)
    {
        public override async ValueTask<long> ReadAsync() => await HeadRowAsync();
    }

    /// <summary>A look at the row once a second.</summary>
    public sealed class Polled(BenchSilo silo) : HeadSource(silo)
    {
        private readonly CancellationTokenSource _stop = new();
        private long _head;

        public override async Task StartAsync()
        {
            _head = await HeadRowAsync();
            _ = Task.Run(async () =>
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                while (await timer.WaitForNextTickAsync(_stop.Token))
                    Volatile.Write(ref _head, await HeadRowAsync());
            });
        }

        public override ValueTask<long> ReadAsync() => ValueTask.FromResult(Volatile.Read(ref _head));

        public override async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _stop.Dispose();
            await base.DisposeAsync();
        }
    }

    /// <summary>Told by a grain.</summary>
    public sealed class Observed(BenchSilo silo) : HeadSource(silo), IHeadObserver
    {
        private long _head;

        private IHeadAnnouncer Announcer => Silo.Grains.GetGrain<IHeadAnnouncer>(BenchSilo.Set);

        public override async Task StartAsync()
        {
            _head = await HeadRowAsync();
            await Announcer.SubscribeAsync(Silo.Grains.CreateObjectReference<IHeadObserver>(this));
        }

        public override Task AnnounceAsync(long version) => Announcer.AnnounceAsync(version);

        public override ValueTask<long> ReadAsync() => ValueTask.FromResult(Volatile.Read(ref _head));

        public Task HeadAsync(long version)
        {
            Volatile.Write(ref _head, version);
            return Task.CompletedTask;
        }
    }
}
