using Microsoft.Win32.SafeHandles;

namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// The process's standard output. The platform's console stream swallows a broken pipe on Unix, so that
/// <c>qa score … | head</c> would go on scoring for nobody; a file stream reports it. But a file stream keeps a position
/// of its own and does not move the one that is shared with other processes, so that <c>(qa …; qa …) &gt; file</c> would
/// overwrite itself: where the output is a file, which cannot break, the console's stream is right.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!pipe.CanSeek)
            return pipe;
        pipe.Dispose();
        return Console.OpenStandardOutput();
    }
}
