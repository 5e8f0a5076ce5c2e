namespace Qa.Portal.Platform.Access;

/// <summary>Finds out whose data somebody reaches with a permission today.</summary>
internal sealed class Reaches(IColleagues colleagues)
{
    public async ValueTask<Reach> OfAsync(Actor actor, string permission, CancellationToken cancellation = default) => actor.Grants.ScopeOf(permission) switch
    {
        null => Reach.None,
        DataScope.All => Reach.All,
        _ when actor.AgentId is null => Reach.None,
        DataScope.Own => Reach.Of([actor.AgentId!]),
        var scope => Reach.Of((await colleagues.OfAsync(actor.AgentId!, scope!.Value, cancellation)).Append(actor.AgentId!)),
    };
}

/// <summary>Knows who works with whom. The module that keeps the people registers one.</summary>
internal interface IColleagues
{
    /// <summary>工号 of all who belong today to the groups, or departments with what is below them, that a person leads or belongs to.</summary>
    /// <param name="scope"><see cref="DataScope.Group"/> or <see cref="DataScope.Department"/>.</param>
    Task<IReadOnlyCollection<string>> OfAsync(string agent, DataScope scope, CancellationToken cancellation);
}

/// <summary>Where nobody keeps people, everybody works alone: who may see a group sees the own.</summary>
internal sealed class NoColleagues : IColleagues
{
    public Task<IReadOnlyCollection<string>> OfAsync(string agent, DataScope scope, CancellationToken cancellation) => Task.FromResult<IReadOnlyCollection<string>>([]);
}
