using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>The publication log as rows.</summary>
internal static class PublicationRows
{
    private const string Columns =
        "p.number AS Number, p.rule_set AS RuleSet, p.version AS Version, p.mode AS Mode, p.hash AS Hash, p.standing AS Standing, p.recorded_at AS RecordedAt, v.tree_hash AS TreeHash";

    private const string From = "FROM publication p JOIN rule_set_version v ON v.rule_set = p.rule_set AND v.version = p.version";

    public static Task<PublishedVersion?> OfDraftAsync(DatabaseSession session, string draft) =>
        SingleAsync(session, "WHERE p.draft = @draft", new { draft });

    public static Task<PublishedVersion?> OfVersionAsync(DatabaseSession session, string ruleSet, long version) =>
        SingleAsync(session, "WHERE p.rule_set = @ruleSet AND p.version = @version", new { ruleSet, version });

    public static Task<PublishedVersion?> LastAsync(DatabaseSession session) =>
        SingleAsync(session, "WHERE p.number = (SELECT max(number) FROM publication)", null);

    /// <param name="record">Canonical JSON.</param>
    /// <param name="approvals">JSON.</param>
    public static Task AddAsync(DatabaseSession session, PublishedVersion published, byte[] record, string approvals, string draft) => session.ExecuteAsync(
        """
        INSERT INTO publication (number, rule_set, version, mode, record, hash, recorded_at, standing, approvals, draft)
        VALUES (@Publication, @RuleSet, @Version, @mode, @record, @RecordHash, @at, @standing, @approvals, @draft)
        """,
        new
        {
            published.Publication, published.RuleSet, published.Version, mode = PublicationRecordJson.NameOf(published.Mode), record, published.RecordHash,
            at = UtcTicks.Of(published.At), standing = StandingNames.Of(published.Standing), approvals, draft,
        });

    /// <summary>The record of a log entry.</summary>
    /// <exception cref="InvalidOperationException">There is no such entry, or it was altered beyond reading.</exception>
    public static async Task<PublicationRecord> RecordAsync(DatabaseSession session, long publication)
    {
        var bytes = await session.QuerySingleAsync<byte[]>("SELECT record FROM publication WHERE number = @publication", new { publication });
        return (bytes is null ? null : PublicationRecordJson.Read(bytes))
            ?? throw new InvalidOperationException(Invariant($"Entry {publication} of the publication log cannot be read."));
    }

    private static async Task<PublishedVersion?> SingleAsync(DatabaseSession session, string where, object? parameters) =>
        (await session.QuerySingleAsync<Row>($"SELECT {Columns} {From} {where}", parameters))?.ToVersion();

    /// <summary>A mode as <see cref="PublicationRecordJson.NameOf"/> writes it.</summary>
    public static PublicationMode ModeOf(string name) => Enum.GetValues<PublicationMode>().Single(mode => PublicationRecordJson.NameOf(mode) == name);

    private sealed class Row
    {
        public long Number { get; init; }

        public string RuleSet { get; init; } = "";

        public long Version { get; init; }

        public string Mode { get; init; } = "";

        public string Hash { get; init; } = "";

        public string Standing { get; init; } = "";

        public long RecordedAt { get; init; }

        public string TreeHash { get; init; } = "";

        public PublishedVersion ToVersion() => new(RuleSet, Version, TreeHash, Number, Hash, ModeOf(Mode), StandingNames.Parse(Standing), UtcTicks.ToTime(RecordedAt));
    }
}
