using Microsoft.Extensions.Logging;

namespace Qa.Grains.Hosting;

/// <summary>
/// Sends a call again when the silo that its grain was on has ended: within seconds the others learn of it and the grain is
/// active elsewhere. As the call may have been carried out before, only those that are <see cref="RepeatableAttribute"/> are;
/// of the others the caller learns that their outcome is unknown.
/// </summary>
internal sealed partial class UnavailableSiloRetry(TimeProvider time, ILogger<UnavailableSiloRetry> logger) : IOutgoingGrainCallFilter
{
    /// <summary>Longer than it takes to declare a silo dead; see <see cref="SiloSetup"/>.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (SiloUnavailableException exception) when (IsRepeatable(context) && time.GetElapsedTime(start) < Longest)
            {
                LogAgain(context.InterfaceMethod?.Name, exception.Message);
                await Task.Delay(Pause, time);
            }
        }
    }

    private static bool IsRepeatable(IOutgoingGrainCallContext context) => context.InterfaceMethod?.IsDefined(typeof(RepeatableAttribute), inherit: false) == true;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} is sent again: {Reason}")]
    private partial void LogAgain(string? method, string reason);
}
