using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Privacy;

/// <summary>
/// Something that keeps data of customers by the id of an interaction. Whoever adds a table or a folder with such data registers one:
/// <c>services.AddSingleton&lt;IPersonalData, MyData&gt;()</c>; then requests and periods reach it, and what is held is spared.
/// </summary>
internal interface IPersonalData
{
    /// <summary>Whose things are, the next ones after an id, in the order of ids; what is erased already is not among them. Empty where another knows them all.</summary>
    Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, string after, int limit) => Task.FromResult<IReadOnlyList<CustomerTrace>>([]);

    /// <summary>The same of some ids, those too of which some part is erased.</summary>
    Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, IReadOnlyList<string> ids) => Task.FromResult<IReadOnlyList<CustomerTrace>>([]);

    /// <summary>How much of each kind would be erased, by the names of tombstones.</summary>
    Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids);

    /// <summary>Erases within the transaction what is kept of an interaction, and leaves tombstones. Done twice it changes nothing more.</summary>
    Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction);

    /// <summary>What no transaction takes back, as removing files: after the commit, and once more where a process ended between the two.</summary>
    Task FinishAsync(string interaction, CancellationToken cancellation) => Task.CompletedTask;
}
