using Qa.Grains.Auditing;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Puts new cases into the database, so that none is made of an interaction while that is being erased.</summary>
internal sealed class CaseRows(Database database)
{
    public async Task<CaseAnswer> AddAsync(StoredCase wanted, Actor actor, CancellationToken cancellation) => await database.WriteAsync(
        async session =>
        {
            // INVARIANT: who erases holds the lock to its end, so that a case is either found by the erasure, or is not made.
            await session.LockAsync(DatabaseLock.Erasure, cancellation);
            if (wanted.Interaction is { } id && await ErasureRows.OfTextAsync(session, id) is not null)
                return NoSuchInteraction(id);
            if (await session.QuerySingleAsync<long>("SELECT count(*) FROM norm_case WHERE rule_set = @RuleSet", new { wanted.RuleSet }, cancellation) >= NormCases.MaximumCases)
                return CaseAnswer.Refused(CaseFault.TooMany, FormattableString.Invariant($"'{wanted.RuleSet}' has {NormCases.MaximumCases} cases, expected fewer before another is kept"));
            wanted.Id = await session.QuerySingleAsync<long>(
                """
                INSERT INTO norm_case (rule_set, norm, must_hit, note, content, interaction, created_by, created_at, version)
                VALUES (@RuleSet, @Norm, @MustHit, @Note, @Content, @Interaction, @CreatedBy, @at, 1) RETURNING id
                """,
                new { wanted.RuleSet, wanted.Norm, wanted.MustHit, wanted.Note, wanted.Content, wanted.Interaction, wanted.CreatedBy, at = UtcTicks.Of(wanted.CreatedAt) }, cancellation);
            await AuditRows.AddAsync(session, new(wanted.CreatedAt, actor.Name, "add case", SubjectOf(wanted)) { Origin = actor.Origin, After = Describe(wanted) });
            return CaseAnswer.Done(wanted);
        },
        cancellation);

    /// <summary>How audit entries name a case.</summary>
    public static string SubjectOf(StoredCase one) => FormattableString.Invariant($"case {one.Id} of {one.RuleSet}");

    /// <summary>A case in a line, without its dialogue and its note: the audit log stays when what a customer said is erased.</summary>
    public static string Describe(StoredCase one) =>
        $"{one.Norm} must {(one.MustHit ? "hit" : "not hit")}{(one.Note.Length == 0 ? "" : FormattableString.Invariant($", a note of {one.Note.Length} characters"))}{(one.Interaction is null ? "" : $" (interaction {one.Interaction})")}";

    public static CaseAnswer NoSuchInteraction(string id) =>
        CaseAnswer.Refused(CaseFault.NoSuchInteraction, $"interaction: found '{id}', expected one within reach that is not erased");
}
