using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// Searches by a tsvector of our own tokens, which no parser and no dictionary of PostgreSQL has seen. Its index knows no order, and gives all
/// documents of a token or none. So each document has the token of a block of numbers besides, and the blocks are asked from the last one on.
/// </summary>
internal sealed class PostgreSqlSearchTables : ISearchTables
{
    private const int BlockSize = 8_192;

    private static readonly string BlockPrefix = $"{SearchFacets.Mark}b";

    // Each time so many times more blocks are asked: for a rare word all of them are, in few steps.
    private const int Growth = 4;

    // The order of the key, in which the table could be read from its end, is hidden: a word may be rare.
    private const string Newest = "ORDER BY d.number + 0 DESC";

    public async Task<IReadOnlyList<SearchCandidate>> NewestAsync(DatabaseSession session, SearchSelection selection, int most, CancellationToken cancellation)
    {
        var found = new List<SearchCandidate>();
        var wanted = string.Join(" & ", selection.Tokens.Select(static each => $"'{each.Token}'{(each.IsPrefix ? ":*" : "")}").Concat(selection.Facets.Select(static any => AnyOf(any))));
        var next = (await session.QuerySingleAsync<long?>("SELECT max(number) FROM search_document", cancellation: cancellation) ?? -BlockSize) / BlockSize;
        for (var width = 1; next >= 0 && found.Count < most; next -= width, width *= Growth)
        {
            var blocks = Enumerable.Range(0, (int)Math.Min(width, next + 1)).Select(back => BlockToken(next - back));
            selection.Parameters.Add("most", most - found.Count);
            selection.Parameters.Add("tokens", $"{wanted} & {AnyOf(blocks)}");
            found.AddRange(await session.QueryAsync<SearchCandidate>(
                $"SELECT d.number AS Number, d.compared AS Compared, d.at AS At FROM search_document d WHERE d.tokens @@ CAST(@tokens AS tsquery){selection.AndConditions} {Newest} LIMIT @most",
                selection.Parameters, cancellation));
        }

        return found;
    }

    public string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    // Vacuuming does it, and the database does that by itself.
    public Task<bool> ForgetAsync(DatabaseSession session, bool isFirst, CancellationToken cancellation) => Task.FromResult(false);

    public Task PutAsync(DatabaseSession session, IReadOnlyList<PreparedDocument> documents, CancellationToken cancellation) => session.ExecuteAsync(
        """
        INSERT INTO search_document (number, kind, id, title, text, compared, agent_id, group_id, department_id, at, tokens) OVERRIDING SYSTEM VALUE
        SELECT number, kind, id, title, text, compared, agent_id, group_id, department_id, at, CAST(tokens || ' ''' || @block || number / @blockSize || '''' AS tsvector)
        FROM
        (
            SELECT coalesce(d.number, nextval(pg_get_serial_sequence('search_document', 'number'))) AS number, put.*
            FROM unnest(@kinds, @ids, @titles, @texts, @compared, @agents, @groups, @departments, @times, @tokens)
                AS put (kind, id, title, text, compared, agent_id, group_id, department_id, at, tokens)
            LEFT JOIN search_document d ON d.kind = put.kind AND d.id = put.id
        ) numbered
        ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, text = excluded.text, compared = excluded.compared,
            agent_id = excluded.agent_id, group_id = excluded.group_id, department_id = excluded.department_id, at = excluded.at, tokens = excluded.tokens
        """,
        new
        {
            kinds = Column(documents, static each => each.Document.Kind), ids = Column(documents, static each => each.Document.Id),
            titles = Column(documents, static each => each.Document.Title), texts = Column(documents, static each => each.Document.Text),
            compared = Column(documents, static each => each.Compared), agents = Column(documents, static each => each.Document.AgentId),
            groups = Column(documents, static each => each.Document.GroupId), departments = Column(documents, static each => each.Document.DepartmentId),
            times = documents.Select(static each => UtcTicks.Of(each.Document.At)).ToArray(),
            tokens = Column(documents, static each => string.Join(' ', each.Tokens.Select(static token => $"'{token}'"))), block = BlockPrefix, blockSize = (long)BlockSize,
        },
        cancellation);

    public Task RemoveAsync(DatabaseSession session, string kind, string id, CancellationToken cancellation) =>
        session.ExecuteAsync("DELETE FROM search_document WHERE kind = @kind AND id = @id", new { kind, id }, cancellation);

    private static string?[] Column(IReadOnlyList<PreparedDocument> documents, Func<PreparedDocument, string?> value) => [.. documents.Select(value)];

    private static string BlockToken(long block) => FormattableString.Invariant($"{BlockPrefix}{block}");

    private static string AnyOf(IEnumerable<string> tokens) => $"({string.Join(" | ", tokens.Select(static token => $"'{token}'"))})";
}
