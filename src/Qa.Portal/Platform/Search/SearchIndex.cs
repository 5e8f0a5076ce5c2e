using System.Collections.Immutable;
using Dapper;
using Qa.Grains.Storage;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// 全文检索: one search for all that has text. Candidates are found by their tokens; whether a word really stands there is then compared,
/// so that both databases find the same: exactly what a look through all texts would find.
/// </summary>
internal sealed class SearchIndex(Database database)
{
    /// <summary>Most kinds of one search.</summary>
    public const int MaximumKinds = 20;

    private readonly ISearchTables _tables = database.IsShared ? new PostgreSqlSearchTables() : new SqliteSearchTables();

    /// <summary>Has a thing searched, from moments after the context's changes are saved: in one transaction with them.</summary>
    /// <inheritdoc cref="PreparedDocument.Of" path="/exception"/>
    public static void Put(PortalContext context, SearchDocument document) => context.Add(SearchPending.ToPut(PreparedDocument.Of(document).Document));

    /// <summary>Has a thing no longer found, from moments after the context's changes are saved.</summary>
    public static void Remove(PortalContext context, string kind, string id) => context.Add(SearchPending.ToRemove(kind, id));

    /// <summary>Puts a thing in its place, in the transaction of a session, at once.</summary>
    /// <inheritdoc cref="PreparedDocument.Of" path="/exception"/>
    public Task PutAsync(DatabaseSession session, SearchDocument document, CancellationToken cancellation = default) => PutAsync(session, [PreparedDocument.Of(document)], cancellation);

    /// <param name="documents">Of several with one kind and id the last stays.</param>
    public Task PutAsync(DatabaseSession session, IEnumerable<PreparedDocument> documents, CancellationToken cancellation = default)
    {
        List<PreparedDocument> last = [.. documents.GroupBy(static each => (each.Document.Kind, each.Document.Id)).Select(static same => same.Last())];
        return last.Count == 0 ? Task.CompletedTask : _tables.PutAsync(session, last, cancellation);
    }

    public Task RemoveAsync(DatabaseSession session, string kind, string id, CancellationToken cancellation = default) => _tables.RemoveAsync(session, kind, id, cancellation);

    /// <summary>Puts tokens in order bit by bit, so that those of what was removed are gone from the file too.</summary>
    /// <returns>Whether there is more to do.</returns>
    public Task<bool> ForgetAsync(DatabaseSession session, bool isFirst, CancellationToken cancellation = default) => _tables.ForgetAsync(session, isFirst, cancellation);

    /// <summary>Finds the things that have all words of a query in title or text.</summary>
    /// <param name="kinds">At most <see cref="MaximumKinds"/>; none: of all kinds.</param>
    public async Task<SearchHits> FindAsync(SearchQuery query, IReadOnlyCollection<string> kinds, SearchScope scope, SearchPage page, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kinds.Count, MaximumKinds);
        if (page.Problem is { } problem)
            throw new ArgumentOutOfRangeException(nameof(page), problem);
        var rows = await database.ReadAsync(session => FindAsync(session, query, kinds, scope, page, cancellation), cancellation);
        return new([.. rows.Take(page.Size).Select(row => row.ToHit(query.Words))], rows.Count > page.Size);
    }

    private Task<IReadOnlyList<FoundRow>> FindAsync(
        DatabaseSession session, SearchQuery query, IReadOnlyCollection<string> kinds, SearchScope scope, SearchPage page, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        parameters.Add("tokens", _tables.TokenQuery(query.Words.SelectMany(static word => SearchTokens.Needed(word.Form))));
        parameters.Add("limit", page.Size + 1);
        parameters.Add("skipped", page.Skipped);
        var conditions = new List<string>();
        foreach (var (index, word) in query.Words.Index().Where(static each => !SearchTokens.AreEnough(each.Item.Form)))
        {
            parameters.Add(FormattableString.Invariant($"word{index}"), word.Form);
            conditions.Add(_tables.Contains("d.compared", FormattableString.Invariant($"@word{index}")));
        }

        if (kinds.Count > 0)
            conditions.Add(IsAny("d.kind", "kinds", kinds));
        if (!scope.IsAll)
        {
            (string Column, string Name, ImmutableArray<string> Ids)[] owners =
                [("d.department_id", "departments", scope.Departments), ("d.group_id", "groups", scope.Groups), ("d.agent_id", "agents", scope.Agents)];
            conditions.Add($"({string.Join(" OR ", owners.Where(static owner => !owner.Ids.IsEmpty).Select(owner => IsAny(owner.Column, owner.Name, owner.Ids)).DefaultIfEmpty("1 = 0"))})");
        }

        return session.QueryAsync<FoundRow>(
            $"""
             SELECT d.kind AS Kind, d.id AS Id, d.title AS Title, d.text AS Text, d.agent_id AS AgentId, d.group_id AS GroupId, d.department_id AS DepartmentId, d.at AS At
             FROM {_tables.Source}{string.Concat(conditions.Select(static condition => $" AND {condition}"))}
             ORDER BY {_tables.Rank}, d.at DESC, d.number DESC LIMIT @limit OFFSET @skipped
             """,
            parameters, cancellation);

        string IsAny(string column, string name, IEnumerable<string> values)
        {
            parameters.Add(name, session.Many(values));
            return session.IsAnyOf(column, "@" + name);
        }
    }

    private sealed class FoundRow
    {
        public string Kind { get; init; } = "";

        public string Id { get; init; } = "";

        public string Title { get; init; } = "";

        public string Text { get; init; } = "";

        public string? AgentId { get; init; }

        public string? GroupId { get; init; }

        public string? DepartmentId { get; init; }

        public long At { get; init; }

        public SearchHit ToHit(ImmutableArray<SearchWord> words) => new(
            Kind, Id, SearchMarks.Mark(Title, words), SearchMarks.Snippet(Text, words), AgentId, GroupId, DepartmentId, UtcTicks.ToTime(At));
    }
}
