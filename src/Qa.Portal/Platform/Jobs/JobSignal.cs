using Microsoft.Extensions.Logging;
using Qa.Grains.Inspection.Work;

namespace Qa.Portal.Platform.Jobs;

/// <summary>Tells the workers and the pages of this process that something of a job has changed.</summary>
internal sealed partial class JobSignal(ILogger<JobSignal> logger)
{
    private readonly WorkSignal _signal = new();

    /// <summary>Raised on any thread, after the change is stored.</summary>
    public event Action<JobChange>? Changed;

    /// <inheritdoc cref="WorkSignal.Next"/>
    public Task Next => _signal.Next;

    /// <summary>Something was started or cancelled: workers look at once.</summary>
    public void Wake(JobChange change)
    {
        _signal.Raise();
        Tell(change);
    }

    /// <summary>A page that fails at being told is its own matter: the job goes on.</summary>
    public void Tell(JobChange change)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                listener(change);
            }
            catch (Exception exception)
            {
                LogListenerFailed(change.Id, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed at a change of job {Id}")]
    private partial void LogListenerFailed(long id, Exception exception);
}

/// <summary>Something of a job is other than before.</summary>
internal readonly record struct JobChange(long Id, string Owner);
