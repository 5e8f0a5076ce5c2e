using Orleans.Concurrency;

namespace Qa.Benchmarks.Grains;

/// <summary>A silo that wants to hear of publications: the rival that pushes.</summary>
[Alias("bench.IHeadObserver")]
public interface IHeadObserver : IGrainObserver
{
    [OneWay, Alias("HeadAsync")]
    Task HeadAsync(long version);
}

/// <summary>Tells its observers which version is in force.</summary>
[Alias("bench.IHeadAnnouncer")]
public interface IHeadAnnouncer : IGrainWithStringKey
{
    [Alias("SubscribeAsync")]
    Task SubscribeAsync(IHeadObserver observer);

    [Alias("AnnounceAsync")]
    Task AnnounceAsync(long version);
}

/// <inheritdoc cref="IHeadAnnouncer"/>
internal sealed class HeadAnnouncer : Grain, IHeadAnnouncer
{
    private readonly List<IHeadObserver> _observers = [];

    public Task SubscribeAsync(IHeadObserver observer)
    {
        _observers.Add(observer);
        return Task.CompletedTask;
    }

    public Task AnnounceAsync(long version) => Task.WhenAll(_observers.Select(observer => observer.HeadAsync(version)));
}
