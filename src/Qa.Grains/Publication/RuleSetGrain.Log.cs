using Microsoft.Extensions.Logging;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication;

internal sealed partial class RuleSetGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Published {RuleSet}@{Version} ({Mode}) as entry {Publication} of the log")]
    private partial void LogPublished(string ruleSet, long version, PublicationMode mode, long publication);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Draft {Draft} of {RuleSet} was due and could not be published: {Reason}")]
    private partial void LogScheduleRefused(string draft, string ruleSet, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What scores along with draft {Draft} of {RuleSet} could not be closed; it ends itself")]
    private partial void LogShadowsNotClosed(Exception exception, string draft, string ruleSet);
}
