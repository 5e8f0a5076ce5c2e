using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// A change that is still to be seen by those who search: saved with the change itself, done by <see cref="SearchIndexer"/>. The table is the
/// grains', as interactions are added there.
/// </summary>
internal sealed class SearchPending
{
    public const string PutChange = "put";
    public const string RemoveChange = "remove";

    /// <summary>The text stands in its own table, and is read there when its turn comes.</summary>
    public const string ReadChange = "read";

    /// <summary>In the order of arrival.</summary>
    public long Number { get; init; }

    public string Kind { get; init; } = "";

    public string Id { get; init; } = "";

    public string Change { get; init; } = "";

    public string? Title { get; init; }

    public string? Text { get; init; }

    public string? AgentId { get; init; }

    public string? GroupId { get; init; }

    public string? DepartmentId { get; init; }

    /// <summary>UTC ticks.</summary>
    public long? At { get; init; }

    public static SearchPending ToPut(SearchDocument document) => new()
    {
        Kind = document.Kind, Id = document.Id, Change = PutChange, Title = document.Title, Text = document.Text, AgentId = document.AgentId, GroupId = document.GroupId,
        DepartmentId = document.DepartmentId, At = UtcTicks.Of(document.At),
    };

    public static SearchPending ToRemove(string kind, string id) => new() { Kind = kind, Id = id, Change = RemoveChange };

    public static void Describe(ModelBuilder model)
    {
        var entity = model.Entity<SearchPending>();
        entity.ToTable("search_pending", static table => table.ExcludeFromMigrations());
        entity.HasKey(static pending => pending.Number);
        entity.Property(static pending => pending.Number).ValueGeneratedOnAdd();
    }

    public SearchDocument ToDocument() => new(Kind, Id, Title ?? "", Text ?? "", AgentId, GroupId, DepartmentId, UtcTicks.ToTime(At ?? 0));
}
