namespace Qa.Grains.Inspection.Work;

/// <summary>Tells the workers of this process that there may be work, so that they need not wait for their next look.</summary>
public sealed class WorkSignal
{
    private volatile TaskCompletionSource _raised = New();

    public void Raise() => Interlocked.Exchange(ref _raised, New()).TrySetResult();

    /// <summary>What <see cref="Raise"/> completes next; taken before looking for work, so that nothing is missed between.</summary>
    public Task Next => _raised.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
