using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>What a change made of a career, in the words of the audit log: before → after of each part that is other than before.</summary>
internal static class CareerText
{
    /// <returns>Empty when nothing is other than before.</returns>
    public static IReadOnlyList<Difference> Differences(Career before, Career after, CareerNames names)
    {
        var differences = new List<Difference>();
        Compare("employment", before.Employment, after.Employment, static state => state.ToString());
        Compare("group", before.Groups, after.Groups, names.Group);
        Compare("mentor", before.Mentors, after.Mentors, static mentor => mentor);
        CompareAll("leads", before.Leaderships, after.Leaderships, names.Unit, static kind => kind.ToString());
        CompareAll("post", before.Posts, after.Posts, names.Post, static _ => "");
        CompareAll("skill", before.Skills, after.Skills, names.Skill, static level => FormattableString.Invariant($"{level}"));
        return differences;

        void Compare<T>(string part, Timeline<T> one, Timeline<T> other, Func<T, string> text)
            where T : notnull
        {
            if (!one.Equals(other))
                differences.Add(new(part, Describe(one, text), Describe(other, text)));
        }

        void CompareAll<TKey, T>(string part, IReadOnlyDictionary<TKey, Timeline<T>> ones, IReadOnlyDictionary<TKey, Timeline<T>> others, Func<TKey, string> name, Func<T, string> text)
            where TKey : notnull
            where T : notnull
        {
            foreach (var key in ones.Keys.Union(others.Keys).Order())
                Compare($"{part} {name(key)}", ones.GetValueOrDefault(key, Timeline<T>.Empty), others.GetValueOrDefault(key, Timeline<T>.Empty), text);
        }
    }

    private static string? Describe<T>(Timeline<T> timeline, Func<T, string> text)
        where T : notnull => timeline.IsEmpty ? null : string.Join(", ", timeline.Stretches.Select(stretch => $"{text(stretch.Value)} {stretch.Period}".TrimStart()));
}
