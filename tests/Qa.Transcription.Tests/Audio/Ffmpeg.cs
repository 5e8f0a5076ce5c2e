using System.Diagnostics;

namespace Qa.Transcription.Tests.Audio;

/// <summary>The program ffmpeg, with which tests make compressed recordings; without it those tests are skipped, saying so.</summary>
internal static class Ffmpeg
{
    private static readonly bool IsInstalled = Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "ffmpeg")));

    public static void SkipWithout() => Skip.IfNot(IsInstalled, "ffmpeg is not installed (Debian: apt-get install ffmpeg)");

    public static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments[..^1], $"file:{arguments[^1]}"]))!;
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
