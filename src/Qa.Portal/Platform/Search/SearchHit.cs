using System.Collections.Immutable;

namespace Qa.Portal.Platform.Search;

/// <summary>A thing that was found.</summary>
/// <param name="Snippet">A piece of its text with what was looked for, or its beginning where only the title has it.</param>
internal sealed record SearchHit(
    string Kind, string Id, MarkedText Title, MarkedText Snippet, string? AgentId, string? GroupId, string? DepartmentId, DateTimeOffset At);

/// <summary>Text of which places are shown as hits. It is plain text: whoever shows it escapes it.</summary>
/// <param name="Marks">In order, none over another; in UTF-16 units.</param>
internal sealed record MarkedText(string Text, ImmutableArray<Mark> Marks);

/// <summary>A place in a text, in UTF-16 units.</summary>
internal readonly record struct Mark(int Start, int Length);

/// <summary>A page of hits, the best first, of two that are as good the newest.</summary>
/// <param name="HasMore">Whether there are more after it.</param>
/// <param name="IsOfNewest">Whether more fit than are ranked: then the pages are those of the <see cref="SearchIndex.MaximumRanked"/> that came in last.</param>
internal sealed record SearchHits(ImmutableArray<SearchHit> Hits, bool HasMore, bool IsOfNewest);
