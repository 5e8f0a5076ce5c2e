using System.Globalization;
using System.Text.Json.Nodes;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Recordings;

/// <summary>Stretches of a recording as a command line names them: <c>0-3.5</c>, in seconds.</summary>
internal static class SpokenStretch
{
    /// <exception cref="InstallationException">One is something else.</exception>
    public static IEnumerable<JsonNode> Of(IEnumerable<string> written, string role, CommandTexts texts)
    {
        foreach (var each in written)
        {
            if (each.Split('-') is not [var start, var end] || !TryRead(start, out var from) || !TryRead(end, out var to))
                throw new InstallationException(texts.Format("recording.badStretch", each), ExitCode.Usage);
            yield return new JsonObject { ["start"] = from, ["end"] = to, ["role"] = role };
        }
    }

    private static bool TryRead(string text, out double seconds) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);
}
