using System.Collections.Immutable;
using System.Globalization;
using System.Web;

namespace Qa.Portal.Ui.Lists;

/// <summary>What of a list is shown, as its address says: so that it can be sent to a colleague, and the way back leads to it.</summary>
/// <param name="Sort">Key of a column; null for the list's own order.</param>
/// <param name="Page">From 1.</param>
/// <param name="Filters">By the filter's key; what is not filtered by is not there.</param>
public sealed record ListQuery(string Search, string? Sort, bool IsDescending, int Page, ImmutableSortedDictionary<string, string> Filters)
{
    /// <summary>Rows a page.</summary>
    public const int PageSize = 50;

    /// <summary>Longest search and longest value of a filter, in characters.</summary>
    public const int MaximumLength = 200;

    private const int MaximumPage = 1_000_000;
    private static readonly string[] OwnKeys = ["q", "sort", "page"];

    public static ListQuery Default { get; } = new("", null, false, 1, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public int Skip => (Page - 1) * PageSize;

    public bool IsFiltered => Search.Length > 0 || !Filters.IsEmpty;

    public string? this[string filter] => Filters.GetValueOrDefault(filter);

    /// <summary>Reads an address; what it cannot mean is left out.</summary>
    public static ListQuery Parse(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        var sort = values["sort"];
        return new(
            Short(values["q"] ?? ""), string.IsNullOrEmpty(sort) ? null : sort.TrimStart('-'), sort is ['-', ..],
            int.TryParse(values["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaximumPage) : 1,
            values.AllKeys.Where(static key => !string.IsNullOrEmpty(key) && !OwnKeys.Contains(key, StringComparer.Ordinal)).Select(key => KeyValuePair.Create(key!, Short(values[key] ?? "")))
                .Where(static pair => pair.Value.Length > 0).ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>The part of an address after <c>?</c>, and that too; empty where everything is as at first.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Search.Length > 0)
            parts.Add($"q={Uri.EscapeDataString(Search)}");
        parts.AddRange(Filters.Select(static pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        if (Sort is not null)
            parts.Add($"sort={(IsDescending ? "-" : "")}{Uri.EscapeDataString(Sort)}");
        if (Page > 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={Page}"));
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }

    /// <summary>The same list filtered otherwise, from its first page.</summary>
    public ListQuery With(string filter, string? value) => this with { Page = 1, Filters = string.IsNullOrEmpty(value) ? Filters.Remove(filter) : Filters.SetItem(filter, Short(value)) };

    public ListQuery WithSearch(string search) => this with { Page = 1, Search = Short(search.Trim()) };

    /// <summary>Sorted by a column; by the same once more, the other way round.</summary>
    public ListQuery SortedBy(string column) => this with { Page = 1, Sort = column, IsDescending = Sort == column && !IsDescending };

    private static string Short(string text) => text.Length > MaximumLength ? text[..MaximumLength] : text;
}

/// <summary>Rows of one page of a list.</summary>
/// <param name="Count">Of all pages.</param>
public sealed record ListRows<T>(IReadOnlyList<T> Rows, int Count)
{
    /// <summary>Whether there are more than were counted.</summary>
    public bool IsAtLeast { get; init; }
}
