using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>Searches by FTS5, which keeps of each token only in which documents it is.</summary>
internal sealed class SqliteSearchTables : ISearchTables
{
    // Pages that one step writes: some milliseconds, in which other writers wait.
    private const int MergedPages = 200;

    public string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    // The index is read from its end, and no further than needed.
    public Task<IReadOnlyList<SearchCandidate>> NewestAsync(DatabaseSession session, SearchSelection selection, int most, CancellationToken cancellation)
    {
        selection.Parameters.Add("most", most);
        selection.Parameters.Add("tokens", string.Join(" AND ", selection.Tokens.Distinct().Select(static each => $"\"{each.Token}\"{(each.IsPrefix ? "*" : "")}")
            .Concat(selection.Facets.Select(static any => $"({string.Join(" OR ", any.Select(static facet => $"\"{facet}\""))})"))));
        return session.QueryAsync<SearchCandidate>(
            $"""
             SELECT d.number AS Number, d.compared AS Compared, d.at AS At FROM search_index JOIN search_document d ON d.number = search_index.rowid
             WHERE search_index MATCH @tokens{selection.AndConditions} ORDER BY search_index.rowid DESC LIMIT @most
             """,
            selection.Parameters, cancellation);
    }

    public async Task PutAsync(DatabaseSession session, IReadOnlyList<PreparedDocument> documents, CancellationToken cancellation)
    {
        foreach (var prepared in documents)
        {
            var document = prepared.Document;
            var number = await session.QuerySingleAsync<long>(
                """
                INSERT INTO search_document (kind, id, title, text, compared, agent_id, group_id, department_id, at)
                VALUES (@Kind, @Id, @Title, @Text, @Compared, @AgentId, @GroupId, @DepartmentId, @at)
                ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, text = excluded.text, compared = excluded.compared,
                    agent_id = excluded.agent_id, group_id = excluded.group_id, department_id = excluded.department_id, at = excluded.at
                RETURNING number
                """,
                new
                {
                    document.Kind, document.Id, document.Title, document.Text, prepared.Compared, document.AgentId, document.GroupId, document.DepartmentId,
                    at = UtcTicks.Of(document.At),
                },
                cancellation);
            await session.ExecuteAsync("DELETE FROM search_index WHERE rowid = @number", new { number }, cancellation);
            await session.ExecuteAsync(
                "INSERT INTO search_index (rowid, tokens) VALUES (@number, @tokens)", new { number, tokens = string.Join(' ', prepared.Tokens) }, cancellation);
        }
    }

    // A removed row only leaves a mark; its tokens go when the segments that have them are merged: all of them, a bit at a time.
    public async Task<bool> ForgetAsync(DatabaseSession session, bool isFirst, CancellationToken cancellation)
    {
        const string changes = "SELECT total_changes()";
        await session.OverwriteDeletedAsync(cancellation);
        var before = await session.QuerySingleAsync<long>(changes, cancellation: cancellation);
        await session.ExecuteAsync("INSERT INTO search_index (search_index, rank) VALUES ('merge', @pages)", new { pages = isFirst ? -MergedPages : MergedPages }, cancellation);

        // The statement itself counts as one; who did no more has nothing more to do.
        return await session.QuerySingleAsync<long>(changes, cancellation: cancellation) - before > 1;
    }

    public async Task RemoveAsync(DatabaseSession session, string kind, string id, CancellationToken cancellation)
    {
        if (await session.QuerySingleAsync<long?>("DELETE FROM search_document WHERE kind = @kind AND id = @id RETURNING number", new { kind, id }, cancellation) is { } number)
            await session.ExecuteAsync("DELETE FROM search_index WHERE rowid = @number", new { number }, cancellation);
    }
}
