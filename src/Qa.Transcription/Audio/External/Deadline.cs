using System.Diagnostics;

namespace Qa.Transcription.Audio.External;

/// <summary>Ends a process that takes too long, or whose result nobody waits for any more, with all that it started.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly Process _process;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private volatile bool _hasPassed;

    public Deadline(Process process, TimeSpan after, TimeProvider time, CancellationToken cancellation)
    {
        _process = process;
        _timer = time.CreateTimer(_ => Pass(), null, after, Timeout.InfiniteTimeSpan);
        _cancellation = cancellation.Register(End);
    }

    public bool HasPassed => _hasPassed;

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
        End();
    }

    private void Pass()
    {
        _hasPassed = true;
        End();
    }

    private void End()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in this moment.
        }
    }
}
