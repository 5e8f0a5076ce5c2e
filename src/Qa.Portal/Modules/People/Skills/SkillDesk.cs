using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Skills;

/// <summary>Keeps the names of skills.</summary>
internal sealed class SkillDesk(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    /// <summary>Most skills.</summary>
    public const int MaximumSkills = 1_000;

    public async Task<IReadOnlyList<Skill>> ListAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Skill>().AsNoTracking().OrderBy(static skill => skill.Id).ToListAsync(cancellation);
    }

    /// <summary>Adds a skill, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">Of the one that was read; null for a new one.</param>
    public async Task<Checked<Skill>> SaveAsync(long? id, string name, bool isRetired, long? version, Actor actor, CancellationToken cancellation = default)
    {
        PeopleSight.RequireForAll(actor);
        name = name.Trim();
        if (NameFault(name) is { } wrong)
            return wrong;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var skill = id is { } some ? await context.Set<Skill>().FindAsync([some], cancellation) : new();
        if (skill is null)
            return new Saved<Skill>(SaveOutcome.Missing, null);
        if (id is not null && skill.Version != version)
            return new Saved<Skill>(SaveOutcome.ChangedMeanwhile, skill);
        if (await context.Set<Skill>().AnyAsync(each => each.Id != skill.Id && each.Name == name, cancellation))
            return new Fault("name", $"'{name}', which is another skill's", "a name of no other skill").Because("nameTaken", name);
        if (id is null && await context.Set<Skill>().CountAsync(cancellation) >= MaximumSkills)
            return new Fault("name", "one more skill", FormattableString.Invariant($"at most {MaximumSkills}"));
        var before = id is null ? null : Describe(skill);
        (skill.Name, skill.IsRetired) = (name, isRetired);
        if (before == Describe(skill))
            return new Saved<Skill>(SaveOutcome.Done, skill);
        if (id is null)
            context.Add(skill);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "save skill", $"skill {name}", before, Describe(skill)));
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new Saved<Skill>(SaveOutcome.Done, skill);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            return new Saved<Skill>(SaveOutcome.ChangedMeanwhile, (await context.Entry(skill).GetDatabaseValuesAsync(cancellation))?.ToObject() as Skill);
        }
    }

    private static Fault? NameFault(string name) => name.Length is 0 or > Skill.MaximumNameLength
        ? new Fault("name", FormattableString.Invariant($"{name.Length} characters"), FormattableString.Invariant($"1 to {Skill.MaximumNameLength}")).Because("length", "1", FormattableString.Invariant($"{Skill.MaximumNameLength}"))
        : name.Any(char.IsControl) || name.IndexOfAny(ListMarks.Between) >= 0 || name.IndexOfAny(ListMarks.BeforeLevel) >= 0
            ? new Fault("name", $"'{name}'", "no comma, semicolon or colon: they stand between skills and levels in sheets").Because("commaInName")
            : null;

    private static string Describe(Skill skill) => skill.IsRetired ? $"{skill.Name}, retired" : skill.Name;
}
