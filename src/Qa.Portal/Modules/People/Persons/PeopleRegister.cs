using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>Adds people, and changes what of them is not dated. Nobody is ever deleted: who leaves has left, as results name the person.</summary>
internal sealed class PeopleRegister(IDbContextFactory<PortalContext> contexts, PeopleSight sight, CentreTime centre, TimeProvider time)
{
    /// <param name="joinedOn">入职日期; the person is employed from it on.</param>
    public async Task<Checked<Person>> AddAsync(
        string number, PersonForm form, DateOnly joinedOn, EmploymentState state, Actor actor, CancellationToken cancellation = default)
    {
        PeopleSight.RequireForAll(actor);
        form = form.Trimmed();
        if ((PersonForm.NumberFault(number) ?? Bounds.Wrong("joinedOn", joinedOn) ?? form.Faults("").FirstOrDefault()) is { } fault)
            return fault;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Person>().FindAsync([number], cancellation) is { } other)
            return new Saved<Person>(SaveOutcome.ChangedMeanwhile, other);
        var person = new Person { Number = number };
        form.PutInto(person);
        var career = Career.None.EmployedFrom(joinedOn, state);
        person.Follow(career);
        context.Add(person);
        (await CareerRows.ReadAsync(context, [], isTracked: true, cancellation)).Put(number, career);
        context.Add(PersonAudit.Of(
            time, actor, "add person", number, [.. PersonAudit.Differences(("", "", ""), person), new("employment", null, $"{state} {Period.Since(joinedOn)}")]));
        return await SavingAsync(context, person, cancellation);
    }

    /// <param name="version">Of the person that was read.</param>
    public async Task<Checked<Person>> SaveAsync(string number, PersonForm form, long version, Actor actor, CancellationToken cancellation = default)
    {
        var within = await sight.ForChangeOfAsync(actor, number, cancellation);
        form = form.Trimmed();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Person>().FindAsync([number], cancellation) is not { } person || !await sight.CoversAsync(within, number, centre.Today, cancellation))
            return new Saved<Person>(SaveOutcome.Missing, null);
        if (person.Version != version)
            return new Saved<Person>(SaveOutcome.ChangedMeanwhile, person);
        if (form.Faults(person.Phone).FirstOrDefault() is { } fault)
            return fault;
        var before = PersonAudit.ValuesOf(person);
        form.PutInto(person);
        if (PersonAudit.Differences(before, person).ToList() is not { Count: > 0 } differences)
            return new Saved<Person>(SaveOutcome.Done, person);
        context.Add(PersonAudit.Of(time, actor, "save person", number, differences));
        return await SavingAsync(context, person, cancellation);
    }

    /// <summary>Saves; and says so where somebody else was faster.</summary>
    public static async Task<Saved<Person>> SavingAsync(PortalContext context, Person person, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new(SaveOutcome.Done, person);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            return new(SaveOutcome.ChangedMeanwhile, (await context.Entry(person).GetDatabaseValuesAsync(cancellation))?.ToObject() as Person);
        }
    }
}
