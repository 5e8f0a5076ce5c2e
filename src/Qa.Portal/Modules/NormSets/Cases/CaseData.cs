using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Cases that were made from interactions: what was said stands in them, so they go with it, whole. Whose they are, the interaction knows.</summary>
internal sealed class CaseData : IPersonalData
{
    public async Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids) =>
        [(TombstoneKind.Case, await session.QuerySingleAsync<long>($"SELECT count(*) FROM norm_case WHERE {session.IsAnyOf("interaction", "@ids")}", new { ids = session.Many(ids) }))];

    public async Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction)
    {
        if (!scope.Has(ErasedParts.Text))
            return;
        foreach (var gone in await session.QueryAsync<Row>("DELETE FROM norm_case WHERE interaction = @interaction RETURNING id AS Id, content AS Content", new { interaction }))
        {
            await ErasureRows.LeaveAsync(
                session, TombstoneKind.Case, interaction, FormattableString.Invariant($"{gone.Id}"), ErasureRows.HashOf(System.Text.Encoding.UTF8.GetBytes(gone.Content)), null, scope.Erasure, scope.Now);
        }
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public string Content { get; init; } = "";
    }
}
