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

    /// <summary>What stands after FROM; <c>d</c> are the documents, and @tokens is <see cref="TokenQuery"/>.</summary>
    string Source { get; }

    /// <summary>By which the best comes first.</summary>
    string Rank { get; }

    /// <summary>A condition that a parameter's text is part of a column's.</summary>
    string Contains(string column, string parameter);

    /// <summary>A query for all of the tokens, in the database's own language.</summary>
    /// <param name="needed">Letters, marks and digits only: nothing in them has a meaning in that language.</param>
    string TokenQuery(IEnumerable<(string Token, bool IsPrefix)> needed);
}
