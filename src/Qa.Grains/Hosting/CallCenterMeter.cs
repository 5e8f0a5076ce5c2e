using System.Diagnostics.Metrics;

namespace Qa.Grains.Hosting;

/// <summary>What is measured while the product runs, under the meter <c>CallCenter</c>.</summary>
public sealed class CallCenterMeter : IDisposable
{
    public const string Name = "CallCenter";

    private static readonly InstrumentAdvice<double> s_seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600, 3600] };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _leases;
    private readonly Counter<long> _recordings;
    private readonly Histogram<double> _publishToVisible;
    private double _queueAgeSeconds;

    public CallCenterMeter()
    {
        _received = _meter.CreateCounter<long>("callcenter.interactions.received", "{interaction}", "Interactions sent in, by outcome");
        _scored = _meter.CreateCounter<long>("callcenter.items.scored", "{item}", "Items scored and stored, by set");
        _faults = _meter.CreateCounter<long>("callcenter.items.faulty", "{item}", "Tries that gave no scorecard, by set");
        _leases = _meter.CreateCounter<long>("callcenter.leases", "{lease}", "Version leases begun under a worker of this process, by reason");
        _recordings = _meter.CreateCounter<long>("callcenter.recordings.heard", "{recording}", "Recordings heard, by the state they came to");
        _publishToVisible = _meter.CreateHistogram<double>("callcenter.publish_to_visible", "s", "From a publication to its first use by this process", advice: s_seconds);
        _meter.CreateObservableGauge("callcenter.queue.age", () => Volatile.Read(ref _queueAgeSeconds), "s", "For how long the oldest waiting item of an online set has waited");
    }

    public void Dispose() => _meter.Dispose();

    /// <param name="state">As it is written; a few.</param>
    public void RecordingHeard(string state) => _recordings.Add(1, new KeyValuePair<string, object?>("state", state));

    internal void Received(string outcome, long count) => _received.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    internal void Scored(string ruleSet, long count) => _scored.Add(count, new KeyValuePair<string, object?>("rule_set", ruleSet));

    internal void Faulty(string ruleSet, long count) => _faults.Add(count, new KeyValuePair<string, object?>("rule_set", ruleSet));

    internal void LeaseBegun(string reason) => _leases.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void PublicationUsed(TimeSpan afterPublishing) => _publishToVisible.Record(afterPublishing.TotalSeconds);

    internal void QueueAge(TimeSpan age) => Volatile.Write(ref _queueAgeSeconds, age.TotalSeconds);
}
