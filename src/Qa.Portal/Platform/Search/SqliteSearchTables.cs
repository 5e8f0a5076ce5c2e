using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>Searches by FTS5, ranked by its BM25.</summary>
internal sealed class SqliteSearchTables : ISearchTables
{
    // Pages that one step writes: some milliseconds, in which other writers wait.
    private const int MergedPages = 200;

    public string Source => "search_index JOIN search_document d ON d.number = search_index.rowid WHERE search_index MATCH @tokens";

    // Less is better; a word in the title weighs as much as ten in the text.
    public string Rank => "bm25(search_index, 10.0, 1.0)";

    public string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    public string TokenQuery(IEnumerable<(string Token, bool IsPrefix)> needed) =>
        string.Join(" AND ", needed.Distinct().Select(static each => $"\"{each.Token}\"{(each.IsPrefix ? "*" : "")}"));

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
                "INSERT INTO search_index (rowid, title, text) VALUES (@number, @title, @text)",
                new { number, title = string.Join(' ', prepared.TitleTokens), text = string.Join(' ', prepared.TextTokens) }, cancellation);
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
