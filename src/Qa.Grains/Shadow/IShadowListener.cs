namespace Qa.Grains.Shadow;

/// <summary>Told when a shadow run has ended; whoever has somebody to tell registers one.</summary>
public interface IShadowListener
{
    /// <summary>Told once; once more only where the process ended at that moment.</summary>
    Task EndedAsync(ShadowProgress ended, CancellationToken cancellation = default);
}
