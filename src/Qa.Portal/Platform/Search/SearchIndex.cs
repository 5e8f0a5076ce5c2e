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

    /// <summary>Of more than so many that fit, those that came in last are ranked: who has so many before him looks for something narrower.</summary>
    public const int MaximumRanked = 1_000;

    // Whose things are looked for by token; of more owners than that nearly all things are somebody's, and looking at each is less.
    private const int MaximumOwnerTokens = 200;

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
        return await database.ReadAsync(
            async session => SelectionOf(session, query.Words, kinds, scope) is { } selection ? await FindAsync(session, query, selection, page, cancellation) : new([], false, false), cancellation);
    }

    /// <summary>The things that came in last and have one or more of some tokens, for who compares texts otherwise than by words.</summary>
    /// <param name="tokens">Of Chinese alone; see <see cref="SearchTokens"/>.</param>
    /// <param name="since">Only of this time or later.</param>
    /// <param name="fits">Whether a text in its form is wanted; see <see cref="PreparedDocument"/>.</param>
    /// <param name="most">Things that are looked at, at most.</param>
    /// <returns>The ids of those that fit, the newest first; how many were looked at, and whether there were more.</returns>
    public Task<(IReadOnlyList<string> Ids, int Looked, bool HasMore)> NewestWithAnyAsync(
        IEnumerable<string> tokens, string kind, SearchScope scope, DateTimeOffset since, Func<string, bool> fits, int most, CancellationToken cancellation = default) => database.ReadAsync<(IReadOnlyList<string>, int, bool)>(
        async session =>
        {
            if (SelectionOf(session, [], [kind], scope) is not { } selection)
                return ([], 0, false);
            selection.Parameters.Add("since", UtcTicks.Of(since));
            selection = selection with { Facets = [.. selection.Facets, [.. tokens]], Conditions = [.. selection.Conditions, "d.at >= @since"] };
            var candidates = await _tables.NewestAsync(session, selection, most + 1, cancellation);
            var fitting = candidates.Take(most).Where(candidate => fits(candidate.Compared)).Select(static candidate => candidate.Number).ToList();
            var ids = (await session.QueryAsync<FoundRow>($"SELECT number AS Number, id AS Id FROM search_document WHERE {session.IsAnyOf("number", "@fitting")}", new { fitting = session.Many(fitting) }, cancellation))
                .OrderByDescending(static row => row.Number).Select(static row => row.Id);
            return ([.. ids], Math.Min(candidates.Count, most), candidates.Count > most);
        },
        cancellation);

    private async Task<SearchHits> FindAsync(DatabaseSession session, SearchQuery query, SearchSelection selection, SearchPage page, CancellationToken cancellation)
    {
        var candidates = await _tables.NewestAsync(session, selection, MaximumRanked + 1, cancellation);
        List<long> ranked = [.. candidates.Take(MaximumRanked)
            .OrderByDescending(candidate => SearchRank.Of(candidate.Compared, query.Words)).ThenByDescending(static candidate => candidate.At).ThenByDescending(static candidate => candidate.Number)
            .Select(static candidate => candidate.Number)];
        List<long> shown = [.. ranked.Skip(page.Skipped).Take(page.Size)];
        var rows = await session.QueryAsync<FoundRow>(
            $"""
             SELECT number AS Number, kind AS Kind, id AS Id, title AS Title, text AS Text, agent_id AS AgentId, group_id AS GroupId, department_id AS DepartmentId, at AS At
             FROM search_document WHERE {session.IsAnyOf("number", "@shown")}
             """,
            new { shown = session.Many(shown) }, cancellation);
        return new([.. rows.OrderBy(row => shown.IndexOf(row.Number)).Select(row => row.ToHit(query.Words))], ranked.Count > page.Skipped + page.Size, candidates.Count > MaximumRanked);
    }

    // Null where nothing may be found.
    private SearchSelection? SelectionOf(DatabaseSession session, ImmutableArray<SearchWord> words, IReadOnlyCollection<string> kinds, SearchScope scope)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var (index, word) in words.Index().Where(static each => !SearchTokens.AreEnough(each.Item.Form)))
        {
            parameters.Add(FormattableString.Invariant($"word{index}"), word.Form);
            conditions.Add(_tables.Contains("d.compared", FormattableString.Invariant($"@word{index}")));
        }

        var facets = new List<ImmutableArray<string>>();
        if (kinds.Count > 0)
            facets.Add([.. kinds.Select(SearchFacets.Kind)]);
        if (!scope.IsAll)
        {
            ImmutableArray<string> owners = [.. scope.Departments.Select(SearchFacets.Department), .. scope.Groups.Select(SearchFacets.Group), .. scope.Agents.Select(SearchFacets.Agent)];
            if (owners.IsEmpty)
                return null;
            if (owners.Length <= MaximumOwnerTokens)
                facets.Add(owners);
            else
                conditions.Add(OwnedBy(session, scope, parameters));
        }

        return new([.. words.SelectMany(static word => SearchTokens.Needed(word.Form)).Distinct()], [.. facets], [.. conditions], parameters);
    }

    private static string OwnedBy(DatabaseSession session, SearchScope scope, DynamicParameters parameters)
    {
        (string Column, string Name, ImmutableArray<string> Ids)[] owners = [("d.department_id", "departments", scope.Departments), ("d.group_id", "groups", scope.Groups), ("d.agent_id", "agents", scope.Agents)];
        return $"({string.Join(" OR ", owners.Where(static owner => !owner.Ids.IsEmpty).Select(owner =>
        {
            parameters.Add(owner.Name, session.Many(owner.Ids));
            return session.IsAnyOf(owner.Column, "@" + owner.Name);
        }))})";
    }

    private sealed class FoundRow
    {
        public long Number { get; init; }

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
