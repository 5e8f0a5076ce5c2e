using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>
/// Takes in a sheet of people as of a day: all rows, or none and what is wrong with each. Days before stay as they were. The same sheet
/// again changes nothing.
/// </summary>
internal sealed class PeopleImport(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    // Parameters of one statement.
    private const int NumbersAtOnce = 500;

    /// <param name="day">On which the sheet holds.</param>
    /// <param name="isAddingUnits">Whether departments and groups that are missing are added.</param>
    /// <param name="isTrial">Whether it is only said what would change.</param>
    public async Task<ImportOutcome> RunAsync(Stream file, DateOnly day, bool isAddingUnits, Actor actor, bool isTrial = false, CancellationToken cancellation = default)
    {
        PeopleSight.RequireForAll(actor);
        var (sheet, wrong) = PeopleSheet.Read(file);
        var unread = wrong.Where(IsOfEmployment).Select(static error => error.Row).ToHashSet();
        return await OrganisationTurn.RunAsync(contexts, async context =>
        {
            var errors = wrong.ToList();
            var people = await PeopleAsync(context, sheet, cancellation);
            var accounts = await AccountsOfPeople.ReadAsync(context, sheet.Select(static person => person.Number), cancellation);
            foreach (var person in people.All)
            {
                PutDetails(person, accounts, errors);

                // A day that could not be read is no day that is missing.
                if (!unread.Contains(person.Sheet.Row) && ImportEmployment.Of(person.Sheet, person.Before, day, errors) is { } career)
                    person.After = career;
            }

            // The rest of a row is held against its employment.
            var sound = people.All.Where(static person => !person.After.Spells.IsEmpty).ToList();
            var units = new ImportUnits(
                context, await UnitPaths.ReadAsync(context, cancellation), sound.Select(person => person.Days(day)?.From ?? day).DefaultIfEmpty(day).Min(), isAddingUnits);
            await PutFactsAsync(context, sound, units, day, errors, cancellation);
            if (errors.Count > 0)
                return new ImportOutcome(0, 0, 0, [], [.. errors.OrderBy(static error => error.Row).Take(ExcelRows.MaximumErrors)]);
            var outcome = await PutAsync(context, sound, people.Rows, units, actor, cancellation);
            if (!isTrial)
                await context.SaveChangesAsync(cancellation);
            return outcome;
        }, cancellation);
    }

    private static async Task<(IReadOnlyList<ImportedPerson> All, CareerRows Rows)> PeopleAsync(
        PortalContext context, IReadOnlyList<SheetPerson> sheet, CancellationToken cancellation)
    {
        var stored = new Dictionary<string, Person>(StringComparer.Ordinal);
        foreach (var numbers in sheet.Select(static person => person.Number).Chunk(NumbersAtOnce))
        {
            foreach (var person in await context.Set<Person>().Where(person => numbers.Contains(person.Number)).ToListAsync(cancellation))
                stored.Add(person.Number, person);
        }

        var rows = await CareerRows.ReadAsync(context, stored.Keys, isTracked: true, cancellation);
        return ([.. sheet.Select(person => stored.TryGetValue(person.Number, out var known)
            ? new ImportedPerson(person, known, isNew: false, rows.Of(person.Number))
            : new ImportedPerson(person, new() { Number = person.Number }, isNew: true, Career.None))], rows);
    }

    private static bool IsOfEmployment(ExcelError error) =>
        error.Column == PeopleColumns.TitleOf(PeopleColumns.JoinedOn) || error.Column == PeopleColumns.TitleOf(PeopleColumns.LastDay) || error.Column == PeopleColumns.TitleOf(PeopleColumns.State);

    private static void PutDetails(ImportedPerson imported, IReadOnlyDictionary<string, string> accounts, List<ExcelError> errors)
    {
        var (sheet, person) = (imported.Sheet, imported.Person);
        var form = new PersonForm(sheet.Name, sheet.Phone ?? person.Phone, sheet.Email ?? person.Email).Trimmed();
        var faults = form.Faults(person.Phone).ToList();
        errors.AddRange(faults.Select(sheet.Error));

        // A sheet shows accounts, and changes none: what people may see goes by them.
        if (!string.IsNullOrEmpty(sheet.Account) && !string.Equals(sheet.Account, accounts.GetValueOrDefault(sheet.Number), StringComparison.OrdinalIgnoreCase))
            errors.Add(accounts.TryGetValue(sheet.Number, out var own)
                ? sheet.Error(PeopleColumns.Account, $"'{sheet.Account}'", $"'{own}', the account that the person has").Because("otherAccount", own)
                : sheet.Error(PeopleColumns.Account, $"'{sheet.Account}'", "nothing, as the person has no account: one is opened by a request").Because("noAccountYet"));
        if (faults.Count == 0)
            form.PutInto(person);
    }

    private static async Task PutFactsAsync(
        PortalContext context, IReadOnlyList<ImportedPerson> people, ImportUnits units, DateOnly day, List<ExcelError> errors, CancellationToken cancellation)
    {
        var posts = await context.Set<Post>().AsNoTracking().ToListAsync(cancellation);
        var facts = new ImportFacts(
            day, units, posts.SelectMany(static post => new[] { post.ChineseName, post.EnglishName }.Distinct().Select(name => (name, post))).ToLookup(static pair => pair.name, static pair => pair.post, StringComparer.OrdinalIgnoreCase),
            (await context.Set<Skill>().AsNoTracking().ToListAsync(cancellation)).ToLookup(static skill => skill.Name, StringComparer.Ordinal));
        foreach (var person in people)
        {
            facts.PutGroup(person, errors);
            facts.PutPosts(person, errors);
            facts.PutSkills(person, errors);
        }

        // Mentors may be of the sheet themselves: their employment is known by now.
        var ofSheet = people.ToDictionary(static person => person.Sheet.Number, StringComparer.Ordinal);
        var others = people.Select(static person => person.Sheet.Mentor).OfType<string>().Where(mentor => mentor.Length > 0 && !ofSheet.ContainsKey(mentor)).Distinct(StringComparer.Ordinal).ToList();
        var careers = await CareerRows.ReadAsync(context, others, isTracked: false, cancellation);
        foreach (var person in people)
            facts.PutMentor(person, CareerOf, errors);

        Career? CareerOf(string number) => ofSheet.TryGetValue(number, out var known) ? known.After : careers.Of(number) is { Spells.IsEmpty: false } career ? career : null;
    }

    // Who leaves by the sheet is nobody's mentor any more: of people of the sheet in their careers here, of others in their rows.
    private async Task EndMentoringAsync(PortalContext context, List<ImportedPerson> people, Actor actor, CancellationToken cancellation)
    {
        var leaving = people.Where(static person => !person.After.Spells[^1].IsOpen && (person.IsNew || person.Before.Spells[^1] != person.After.Spells[^1]))
            .ToDictionary(static person => person.Sheet.Number, static person => person.After.Spells[^1].Until, StringComparer.Ordinal);
        if (leaving.Count == 0)
            return;
        foreach (var person in people)
            person.After = MentorsLeaving.WithoutMentors(person.After, leaving);
        var ofSheet = people.Select(static person => person.Sheet.Number).ToHashSet(StringComparer.Ordinal);
        await new MentorsLeaving(time).EndAsync(context, leaving, actor, ofSheet, cancellation);
    }

    private async Task<ImportOutcome> PutAsync(
        PortalContext context, List<ImportedPerson> people, CareerRows rows, ImportUnits units, Actor actor, CancellationToken cancellation)
    {
        await EndMentoringAsync(context, people, actor, cancellation);
        if (units.Added.Count > 0)
        {
            context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "import units", "units", null, string.Join(", ", units.Added)));
            await OrganisationTurn.TakeAsync(context, cancellation);
        }

        var names = (await CareerNames.ReadAsync(context, cancellation)).With(units.All);
        var (added, changed) = (0, 0);
        foreach (var imported in people)
        {
            var differences = PersonAudit.Differences(imported.Details, imported.Person).Concat(CareerText.Differences(imported.Before, imported.After, names)).ToList();
            if (differences.Count == 0)
                continue;
            rows.Put(imported.Person.Number, imported.After);
            imported.Person.Follow(imported.After);
            if (imported.IsNew)
                context.Add(imported.Person);
            else
                context.Entry(imported.Person).Property(static each => each.Version).IsModified = true;
            context.Add(PersonAudit.Of(time, actor, imported.IsNew ? "import new person" : "import person", imported.Person.Number, differences));
            (added, changed) = imported.IsNew ? (added + 1, changed) : (added, changed + 1);
        }

        return new(people.Count, added, changed, units.Added, []);
    }
}

/// <summary>What became of an import: how many rows, people that are new, people that are other than before, paths of new units; or, with nothing taken, the errors.</summary>
internal sealed record ImportOutcome(int Rows, int Added, int Changed, IReadOnlyList<string> UnitsAdded, IReadOnlyList<ExcelError> Errors);
