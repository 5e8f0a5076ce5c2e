using Microsoft.Extensions.Logging;

namespace Qa.Portal.Ui;

/// <summary>What pages write into the log: what went wrong, never what was shown.</summary>
internal static partial class PageLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A page met a defect")]
    public static partial void PageFailed(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A list could not be loaded")]
    public static partial void ListFailed(ILogger log, Exception exception);
}
