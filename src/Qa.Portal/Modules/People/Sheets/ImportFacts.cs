using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Modules.People.Sheets;

/// <summary>What a row of a sheet makes of a person's group, posts, skills and mentor. What is as the row says stays as it is, with all that is planned for later.</summary>
/// <param name="posts">By their names in both languages.</param>
internal sealed class ImportFacts(DateOnly day, ImportUnits units, ILookup<string, Post> posts, ILookup<string, Skill> skills)
{
    public void PutGroup(ImportedPerson person, List<ExcelError> errors)
    {
        if (person.Sheet.Group is null || person.Days(day) is not { } days)
            return;
        var known = errors.Count;
        var group = units.Find(person.Sheet, person.ReferenceDay(day), errors);
        if (errors.Count > known || person.After.Groups.On(days.From)?.Value == group?.Id && group is null)
            return;

        // Who is new may have joined before the group was there.
        var there = group is null ? days : days.And(group.Period);
        if (there is { } period && person.After.Groups.On(period.From)?.Value != group?.Id)
            person.After = person.After.Moved(period, group?.Id);
    }

    public void PutPosts(ImportedPerson person, List<ExcelError> errors)
    {
        if (person.Sheet.Posts is not { } names || person.Days(day) is not { } days)
            return;
        var wanted = new HashSet<long>();
        foreach (var name in names)
        {
            if (posts[name].FirstOrDefault() is not { } post)
                errors.Add(person.Sheet.Error(PeopleColumns.Posts, $"'{name}', which there is not", "the names of posts").Because("noSuchPost", name));
            else if (post.IsRetired && person.After.Posts.GetValueOrDefault(post.Id)?.On(days.From) is null)
                errors.Add(person.Sheet.Error(PeopleColumns.Posts, $"'{name}', which is not given any more", "the names of posts").Because("retiredPost", name));
            else
                wanted.Add(post.Id);
        }

        foreach (var post in person.After.Posts.Where(held => held.Value.On(days.From) is not null && !wanted.Contains(held.Key)).Select(static held => held.Key))
            person.After = person.After.Posted(post, days, isHeld: false);
        foreach (var post in wanted.Where(post => person.After.Posts.GetValueOrDefault(post)?.On(days.From) is null))
            person.After = person.After.Posted(post, days, isHeld: true);
    }

    public void PutSkills(ImportedPerson person, List<ExcelError> errors)
    {
        if (person.Sheet.Skills is not { } names || person.Days(day) is not { } days)
            return;
        var wanted = new Dictionary<long, int>();
        foreach (var (name, level) in names)
        {
            if (skills[name].FirstOrDefault() is not { } skill)
                errors.Add(person.Sheet.Error(PeopleColumns.Skills, $"'{name}', which there is not", "the names of skills").Because("noSuchSkill", name));
            else
                wanted[skill.Id] = level;
        }

        foreach (var skill in person.After.Skills.Where(had => had.Value.On(days.From) is not null && !wanted.ContainsKey(had.Key)).Select(static had => had.Key))
            person.After = person.After.Skilled(skill, days, null);
        foreach (var (skill, level) in wanted.Where(pair => person.After.Skills.GetValueOrDefault(pair.Key)?.On(days.From)?.Value != pair.Value))
            person.After = person.After.Skilled(skill, days, level);
    }

    /// <param name="careerOf">As it is after the import; null for a number that nobody has.</param>
    public void PutMentor(ImportedPerson person, Func<string, Career?> careerOf, List<ExcelError> errors)
    {
        if (person.Sheet.Mentor is not { } mentor || person.Days(day) is not { } days)
            return;
        if (mentor.Length == 0)
        {
            if (person.After.Mentors.On(days.From) is not null)
                person.After = person.After.Mentored(days, null);
            return;
        }

        var reference = person.ReferenceDay(day);
        if (mentor == person.Sheet.Number)
            errors.Add(person.Sheet.Error(PeopleColumns.Mentor, "the person itself", "somebody else").Because("ownMentor"));
        else if (careerOf(mentor) is not { } career)
            errors.Add(person.Sheet.Error(PeopleColumns.Mentor, $"'{mentor}', whom nobody knows", "the number (工号) of a person").Because("noSuchPerson", mentor));
        else if (career.SpellOn(reference) is not { } spell)
            errors.Add(person.Sheet.Error(PeopleColumns.Mentor, $"'{mentor}', who is not employed on {Bounds.Text(reference)}", "somebody who is").Because("notEmployed", mentor, Bounds.Text(reference)));
        else if (days.And(spell) is { } shared && person.After.Mentors.On(shared.From)?.Value != mentor)
            person.After = person.After.Mentored(shared, mentor);
    }
}
