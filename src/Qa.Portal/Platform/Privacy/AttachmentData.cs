using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Attachments;

namespace Qa.Portal.Platform.Privacy;

/// <summary>Files that hang on interactions and recordings. What hangs on other things is those things' own.</summary>
internal sealed class AttachmentData(AttachmentStore store, Database database) : IPersonalData
{
    /// <summary>Kinds of things whose attachments go with an interaction.</summary>
    public const string OfInteractions = "subject_kind IN ('interaction', 'recording')";

    public async Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids) =>
    [
        (TombstoneKind.Attachment, await session.QuerySingleAsync<long>(
            $"SELECT count(*) FROM attachment WHERE {OfInteractions} AND {session.IsAnyOf("subject_id", "@ids")}", new { ids = session.Many(ids) })),
    ];

    public async Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction)
    {
        if (!scope.Has(ErasedParts.Attachments))
            return;
        var gone = await session.QueryAsync<Row>(
            $"DELETE FROM attachment WHERE {OfInteractions} AND subject_id = @interaction RETURNING CAST(id AS TEXT) AS Id, sha256 AS Sha256", new { interaction });
        foreach (var attachment in gone)
            await ErasureRows.LeaveAsync(session, TombstoneKind.Attachment, interaction, Guid.Parse(attachment.Id).ToString("n"), attachment.Sha256, null, scope.Erasure, scope.Now);
    }

    public async Task FinishAsync(string interaction, CancellationToken cancellation)
    {
        foreach (var name in await database.ReadAsync(session => session.QueryAsync<string>(
            $"SELECT part FROM tombstone WHERE interaction_id = @interaction AND kind = '{TombstoneKind.Attachment}'", new { interaction }), cancellation))
            store.Delete(name);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
