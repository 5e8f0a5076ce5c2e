using Microsoft.Extensions.Logging;
using Qa.Grains.Inspection.Work;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Tells pages of this process that somebody's notifications have changed, and the outbox that something waits.</summary>
internal sealed partial class NotificationSignal(ILogger<NotificationSignal> logger)
{
    private readonly WorkSignal _outbox = new();

    /// <summary>Raised on any thread, after the change is stored.</summary>
    public event Action<NotificationChange>? Changed;

    /// <inheritdoc cref="WorkSignal.Next"/>
    public Task NextForOutbox => _outbox.Next;

    public void WakeOutbox() => _outbox.Raise();

    /// <summary>A page that fails at being told is its own matter.</summary>
    public void Tell(NotificationChange change)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                listener(change);
            }
            catch (Exception exception)
            {
                LogListenerFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed at a change of notifications")]
    private partial void LogListenerFailed(Exception exception);
}

/// <summary>The notifications of an account are others than before.</summary>
/// <param name="Added">Null when some were read.</param>
internal sealed record NotificationChange(string Recipient, NotificationView? Added);
