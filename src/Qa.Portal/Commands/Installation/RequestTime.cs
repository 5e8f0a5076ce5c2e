using System.Globalization;

namespace Qa.Portal.Commands.Installation;

/// <summary>A time of the command line as a request has it: to the tick, with its offset.</summary>
internal static class RequestTime
{
    public static string? Of(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
