using System.Diagnostics;

namespace Qa.Benchmarks.Grains;

/// <summary>What the silos used, against what had been published by then.</summary>
internal sealed class UseTally(int silos)
{
    private readonly Lock _counting = new();
    private readonly long[] _used = new long[silos];
    private readonly List<double> _milliseconds = [];
    private TaskCompletionSource _usedByAll = new();
    private long _newest;
    private long _returnedAt;

    /// <summary>The newest version whose publication has returned.</summary>
    public long Newest => Volatile.Read(ref _newest);

    public long Count { get; private set; }

    /// <summary>Uses of a version older than the newest when they began.</summary>
    public long Stale { get; private set; }

    /// <summary>Publishing has returned; waits until every silo uses the version.</summary>
    public Task PublishedAsync(long version, long now)
    {
        lock (_counting)
        {
            (_newest, _returnedAt, _usedByAll) = (version, now, new(TaskCreationOptions.RunContinuationsAsynchronously));
            EndWhenUsedByAll(now);
            return _usedByAll.Task;
        }
    }

    public void Used(int silo, long version, long newest, long now)
    {
        lock (_counting)
        {
            Count++;
            Stale += version < newest ? 1 : 0;
            _used[silo] = Math.Max(_used[silo], version);
            EndWhenUsedByAll(now);
        }
    }

    public double Percentile(double part)
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
    }

    private void EndWhenUsedByAll(long now)
    {
        if (!_usedByAll.Task.IsCompleted && _newest > 0 && _used.Min() >= _newest)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(_returnedAt, now).TotalMilliseconds);
            _usedByAll.SetResult();
        }
    }
}
