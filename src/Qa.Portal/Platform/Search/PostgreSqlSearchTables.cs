using System.Globalization;
using System.Text;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>Searches by a tsvector of our own tokens, which no parser and no dictionary of PostgreSQL has seen, ranked by ts_rank.</summary>
internal sealed class PostgreSqlSearchTables : ISearchTables
{
    // What a tsvector keeps of places; of what is more it would keep the last place, over and over.
    private const int MaximumPlace = 16_383;
    private const int MaximumPlacesOfToken = 255;

    public string Source => "search_document d WHERE d.tokens @@ CAST(@tokens AS tsquery)";

    // By how often the words come up and how long the text is; a word in the title weighs as much as ten in the text (the database's own weights).
    public string Rank => "-ts_rank(d.tokens, CAST(@tokens AS tsquery), 1)";

    public string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    public string TokenQuery(IEnumerable<(string Token, bool IsPrefix)> needed) =>
        string.Join(" & ", needed.Distinct().Select(static each => $"'{each.Token}'{(each.IsPrefix ? ":*" : "")}"));

    // Vacuuming does it, and the database does that by itself.
    public Task<bool> ForgetAsync(DatabaseSession session, bool isFirst, CancellationToken cancellation) => Task.FromResult(false);

    public Task PutAsync(DatabaseSession session, IReadOnlyList<PreparedDocument> documents, CancellationToken cancellation) => session.ExecuteAsync(
        """
        INSERT INTO search_document (kind, id, title, text, compared, agent_id, group_id, department_id, at, tokens)
        SELECT kind, id, title, text, compared, agent_id, group_id, department_id, at, CAST(tokens AS tsvector)
        FROM unnest(@kinds, @ids, @titles, @texts, @compared, @agents, @groups, @departments, @times, @tokens)
            AS put (kind, id, title, text, compared, agent_id, group_id, department_id, at, tokens)
        ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, text = excluded.text, compared = excluded.compared,
            agent_id = excluded.agent_id, group_id = excluded.group_id, department_id = excluded.department_id, at = excluded.at, tokens = excluded.tokens
        """,
        new
        {
            kinds = Column(documents, static each => each.Document.Kind), ids = Column(documents, static each => each.Document.Id),
            titles = Column(documents, static each => each.Document.Title), texts = Column(documents, static each => each.Document.Text),
            compared = Column(documents, static each => each.Compared), agents = Column(documents, static each => each.Document.AgentId),
            groups = Column(documents, static each => each.Document.GroupId), departments = Column(documents, static each => each.Document.DepartmentId),
            times = documents.Select(static each => UtcTicks.Of(each.Document.At)).ToArray(), tokens = Column(documents, Vector),
        },
        cancellation);

    public Task RemoveAsync(DatabaseSession session, string kind, string id, CancellationToken cancellation) =>
        session.ExecuteAsync("DELETE FROM search_document WHERE kind = @kind AND id = @id", new { kind, id }, cancellation);

    private static string?[] Column(IReadOnlyList<PreparedDocument> documents, Func<PreparedDocument, string?> value) => [.. documents.Select(value)];

    // 'token':1A,7 … : tokens of the title have the weight A, the others none.
    private static string Vector(PreparedDocument prepared)
    {
        var places = new Dictionary<string, List<(int Place, bool IsTitle)>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var (token, isTitle) in prepared.TitleTokens.Select(static token => (token, true)).Concat(prepared.TextTokens.Select(static token => (token, false))))
        {
            if (!places.TryGetValue(token, out var ofToken))
                places[token] = ofToken = [];
            if (++place <= MaximumPlace && ofToken.Count < MaximumPlacesOfToken)
                ofToken.Add((place, isTitle));
        }

        var vector = new StringBuilder();
        foreach (var (token, ofToken) in places)
        {
            vector.Append('\'').Append(token).Append('\'');
            for (var index = 0; index < ofToken.Count; index++)
                vector.Append(index == 0 ? ':' : ',').Append(CultureInfo.InvariantCulture, $"{ofToken[index].Place}").Append(ofToken[index].IsTitle ? "A" : "");
            vector.Append(' ');
        }

        return vector.ToString();
    }
}
