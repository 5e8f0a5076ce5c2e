using Qa.Grains.Inspection.Tasks;

namespace Qa.Portal.Modules.Inspection;

/// <summary>A task that is wanted: by a selection, or by a list of interactions.</summary>
internal sealed record TaskRequest(string RuleSet, string? Title = null, TaskRequest.SelectionPart? Selection = null, string[]? Interactions = null)
{
    public TaskOrder ToOrder(string author) => new(
        RuleSet, Title ?? "", author,
        Selection is { } part ? new(part.From, part.To, [.. part.Channels ?? []], [.. part.BusinessLines ?? []], [.. part.AgentGroups ?? []], [.. part.Agents ?? []]) : null,
        [.. Interactions ?? []]);

    /// <summary>Which interactions: those that fit every part that is given.</summary>
    internal sealed record SelectionPart(
        DateTimeOffset? From = null, DateTimeOffset? To = null, string[]? Channels = null, string[]? BusinessLines = null, string[]? AgentGroups = null, string[]? Agents = null);
}
