using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Qa.Benchmarks.Matcher;

/// <summary>
/// Time that this thread has had a processor, where the system tells, so that what other programs take of a shared machine is
/// not counted; elsewhere the time of the wall.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Milliseconds => OperatingSystem.IsLinux() && clock_gettime(ThreadCpuTime, out var time) == 0
        ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    public static double Measure(Action action)
    {
        var started = Milliseconds;
        action();
        return Milliseconds - started;
    }

#pragma warning disable SYSLIB1054, IDE1006, SA1300 // The system's own name.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);
#pragma warning restore SYSLIB1054, IDE1006, SA1300

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
