using System.Text;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// What a document is and whose, as tokens among those of its text: found by them, a search need not look at what it would not show. No
/// text has such a token, as <see cref="Mark"/> is no part of any word.
/// </summary>
internal static class SearchFacets
{
    /// <summary>A code point that Unicode gives to no character.</summary>
    public const char Mark = '\uFDD0';

    public static IEnumerable<string> Of(SearchDocument document)
    {
        yield return Kind(document.Kind);
        if (document.AgentId is { } agent)
            yield return Agent(agent);
        if (document.GroupId is { } group)
            yield return Group(group);
        if (document.DepartmentId is { } department)
            yield return Department(department);
    }

    public static string Kind(string kind) => Token('k', kind);

    public static string Agent(string id) => Token('a', id);

    public static string Group(string id) => Token('g', id);

    public static string Department(string id) => Token('d', id);

    // Letters and digits alone mean nothing in a database's own query language.
    private static string Token(char facet, string id) => $"{Mark}{facet}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(id))}";
}
