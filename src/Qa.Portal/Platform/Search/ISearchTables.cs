using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>The tables of what is searched, in one kind of database: what is done differently there, and nothing else.</summary>
internal interface ISearchTables
{
    /// <summary>Puts documents in their places; no two of one kind and id.</summary>
    Task PutAsync(DatabaseSession session, IReadOnlyList<PreparedDocument> documents, CancellationToken cancellation);

    Task RemoveAsync(DatabaseSession session, string kind, string id, CancellationToken cancellation);

    /// <summary>One step of putting tokens in order, so that those of what was removed are gone from the file too.</summary>
    /// <returns>Whether there is more to do.</returns>
    Task<bool> ForgetAsync(DatabaseSession session, bool isFirst, CancellationToken cancellation);

    /// <summary>Of all that fit, those that came in last; it takes as long for many that fit as for few.</summary>
    /// <param name="most">1..10,000.</param>
    Task<IReadOnlyList<SearchCandidate>> NewestAsync(DatabaseSession session, SearchSelection selection, int most, CancellationToken cancellation);

    /// <summary>A condition that a parameter's text is part of a column's.</summary>
    string Contains(string column, string parameter);
}
