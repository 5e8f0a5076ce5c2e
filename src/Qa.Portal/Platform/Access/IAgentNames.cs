namespace Qa.Portal.Platform.Access;

/// <summary>Knows what agents are called. The module that keeps the people registers one.</summary>
internal interface IAgentNames
{
    /// <param name="agents">工号.</param>
    /// <returns>Names by 工号, of those that are known.</returns>
    Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyCollection<string> agents, CancellationToken cancellation = default);
}
