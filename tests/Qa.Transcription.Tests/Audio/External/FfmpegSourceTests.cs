using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;

namespace Qa.Transcription.Tests.Audio.External;

public sealed class FfmpegSourceTests
{
    private static readonly AudioLimits Limits = AudioLimits.Default with { LongestDecoding = TimeSpan.FromSeconds(30) };

    [SkippableFact]
    public void Open_ProgramThatHangs_IsEndedAtTheLimit()
    {
        Skip.If(OperatingSystem.IsWindows());
        var time = new FakeTimeProvider();
        var process = Start("sleep 600");
        using var advance = new AdvanceWhenTimed(time, Limits.LongestDecoding);

        var opening = FfmpegSource.Open(process, Limits, advance, default);

        opening.Failure!.Kind.Should().Be(AudioFailureKind.TookTooLong);
        opening.Failure.Message.Should().Contain("30 s");
    }

    [SkippableFact]
    public void Open_Cancelled_EndsTheProgram()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var process = Start("sleep 600");

        var opening = () => FfmpegSource.Open(process, Limits, TimeProvider.System, cancellation.Token);

        opening.Should().Throw<OperationCanceledException>();
    }

    [SkippableFact]
    public void Open_ProgramThatFails_PassesItsWordsOn()
    {
        Skip.If(OperatingSystem.IsWindows());

        var opening = FfmpegSource.Open(Start("echo '[mov,mp4 @ 0x55d0a1b2c3d4] moov atom not found' >&2; exit 1"), Limits, TimeProvider.System, default);

        opening.Failure.Should().BeEquivalentTo(new { Kind = AudioFailureKind.NotAudio, Found = "'moov atom not found' from ffmpeg" });
    }

    private static Process Start(string script) => Process.Start(new ProcessStartInfo("sh", ["-c", script])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;

    /// <summary>A clock that jumps past the limit as soon as a timer is set on it, so that no test waits.</summary>
    private sealed class AdvanceWhenTimed(FakeTimeProvider time, TimeSpan by) : TimeProvider, IDisposable
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = time.CreateTimer(callback, state, dueTime, period);
            time.Advance(by);
            return timer;
        }

        public void Dispose()
        {
        }
    }
}
