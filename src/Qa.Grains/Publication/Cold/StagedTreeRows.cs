using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Cold;

/// <summary>Staged trees as rows, one a set.</summary>
internal static class StagedTreeRows
{
    private const string Columns =
        """
        rule_set AS RuleSet, tree AS Tree, tree_hash AS TreeHash, source AS Source, source_hash AS SourceHash, parent AS Parent, author AS Author,
        note AS Note, standing AS Standing, approvals AS Approvals, draft AS Draft, last_process AS LastProcess
        """;

    /// <returns>False when the set has a staged tree already.</returns>
    public static async Task<bool> AddAsync(DatabaseSession session, StagedTree staged, DateTimeOffset now) => await session.ExecuteAsync(
        """
        INSERT INTO staged_tree (rule_set, tree, tree_hash, source, source_hash, parent, author, staged_at, note, standing, approvals, draft, last_process)
        VALUES (@RuleSet, @Tree, @TreeHash, @Source, @SourceHash, @Base, @Author, @now, @Note, @standing, @approvals, @Draft, @LastProcess)
        ON CONFLICT (rule_set) DO NOTHING
        """,
        new
        {
            staged.RuleSet, staged.Tree.Tree, staged.Tree.TreeHash, staged.Tree.Source, staged.Tree.SourceHash, staged.Base, staged.Author, staged.Note,
            staged.Draft, staged.LastProcess, now = UtcTicks.Of(now), standing = StandingNames.Of(staged.Standing), approvals = JsonSerializer.Serialize(staged.Approvals),
        }) == 1;

    public static async Task<StagedTree?> ReadAsync(DatabaseSession session, string ruleSet) =>
        (await session.QuerySingleAsync<Row>($"SELECT {Columns} FROM staged_tree WHERE rule_set = @ruleSet", new { ruleSet }))?.ToStaged();

    /// <summary>All, in the order of their sets.</summary>
    public static async Task<IReadOnlyList<StagedTree>> ReadAllAsync(DatabaseSession session) =>
        [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM staged_tree ORDER BY rule_set{session.ForUpdate}")).Select(static row => row.ToStaged())];

    public static Task RemoveAsync(DatabaseSession session, string ruleSet) =>
        session.ExecuteAsync("DELETE FROM staged_tree WHERE rule_set = @ruleSet", new { ruleSet });

    private sealed class Row
    {
        public string RuleSet { get; init; } = "";

        public byte[] Tree { get; init; } = [];

        public string TreeHash { get; init; } = "";

        public byte[] Source { get; init; } = [];

        public string SourceHash { get; init; } = "";

        public long? Parent { get; init; }

        public string Author { get; init; } = "";

        public string Note { get; init; } = "";

        public string Standing { get; init; } = "";

        public string Approvals { get; init; } = "";

        public string Draft { get; init; } = "";

        public long LastProcess { get; init; }

        public StagedTree ToStaged() => new(
            RuleSet, new(Tree, TreeHash, Source, SourceHash), Parent, Author, Note, StandingNames.Parse(Standing),
            JsonSerializer.Deserialize<ImmutableArray<Approval>>(Approvals), Draft, LastProcess);
    }
}
