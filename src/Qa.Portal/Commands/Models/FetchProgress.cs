using System.Globalization;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Commands.Models;

/// <summary>Shows on the terminal how much of a file has come, in one line that is written over; elsewhere nothing.</summary>
internal sealed class FetchProgress(Surroundings surroundings)
{
    private const long BytesAStep = 1 << 20;

    private long _shown = -1;

    public void Show(string file, long bytes, long? total)
    {
        if (!surroundings.ErrorIsTerminal || bytes / BytesAStep == _shown)
            return;
        _shown = bytes / BytesAStep;
        var share = total is > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({100 * bytes / total.Value} %)") : "";
        surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{file}: {_shown} MiB{share} "));
    }

    public void Clear()
    {
        if (_shown >= 0)
            surroundings.Error.WriteLine();
    }
}
