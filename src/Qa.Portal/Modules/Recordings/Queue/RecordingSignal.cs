using Qa.Grains.Inspection.Work;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>Tells the workers of this process that a recording may wait.</summary>
internal sealed class RecordingSignal
{
    private readonly WorkSignal _signal = new();

    public void Raise() => _signal.Raise();

    /// <inheritdoc cref="WorkSignal.Next"/>
    public Task Next => _signal.Next;
}
