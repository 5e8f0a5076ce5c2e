namespace Qa.Portal.Commands.Hosting;

/// <summary>Tells a reader that went away (<c>qa score … | head</c>) from a real failure to write.</summary>
internal static class BrokenPipe
{
    // EPIPE has the same number on Linux and macOS; Windows says ERROR_BROKEN_PIPE or ERROR_NO_DATA.
    private const int Epipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    public static bool Is(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsBrokenPipe or WindowsNoData
        : exception.HResult == Epipe;
}
