using System.Diagnostics;
using System.Globalization;

namespace Qa.Portal.Platform.Files;

/// <summary>Where a process puts opened copies while it works on them: a folder of its own on this machine, for its owner alone.</summary>
internal static class WorkFolder
{
    // Named when there were only recordings, and kept so that what an older process left is still found.
    private const string Prefix = "callcenter-recordings-";

    // In a container every process has the same number, so when it began belongs to its name. The system tells that to a moment only.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    public static string OfThisProcess { get; } = Path.Combine(Path.GetTempPath(), NameOfThisProcess());

    /// <summary>Removes the folders of processes that are gone: what a killed one had opened does not lie about.</summary>
    public static void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (Path.GetFileName(folder)[Prefix.Length..].Split('-') is not [var number, var start]
                || !int.TryParse(number, CultureInfo.InvariantCulture, out var process) || !long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
                || StartOf(process) is { } alive && (alive - new DateTime(ticks, DateTimeKind.Utc)).Duration() < SameStart)
                continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process sweeps it, or it is another user's.
            }
        }
    }

    private static string NameOfThisProcess() => FormattableString.Invariant($"{Prefix}{Environment.ProcessId}-{StartOf(Environment.ProcessId)!.Value.Ticks}");

    private static DateTime? StartOf(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
