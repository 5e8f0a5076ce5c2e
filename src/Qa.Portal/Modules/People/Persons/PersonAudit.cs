using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>What the audit log says of changes of a person: before → after of what is other than before, phone numbers masked.</summary>
internal static class PersonAudit
{
    public static AuditRecord Of(TimeProvider time, Actor actor, string action, string number, IReadOnlyCollection<Difference> differences) => AuditRecord.Of(
        time.GetUtcNow(), actor.Name, actor.Origin, action, $"person {number}", Text(differences, static each => each.Before), Text(differences, static each => each.After));

    /// <summary>The values that are not dated, to be compared after a change.</summary>
    public static (string Name, string Phone, string Email) ValuesOf(Person person) => (person.Name, person.Phone, person.Email);

    public static IEnumerable<Difference> Differences((string Name, string Phone, string Email) before, Person after)
    {
        if (before.Name != after.Name)
            yield return new("name", Or(before.Name), Or(after.Name));

        // Two numbers may look alike when they are masked, and the change is one all the same.
        if (before.Phone != after.Phone)
            yield return new("phone", Or(PhoneMask.Mask(before.Phone)), Or(PhoneMask.Mask(after.Phone)));
        if (before.Email != after.Email)
            yield return new("email", Or(before.Email), Or(after.Email));
    }

    private static string? Or(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Text(IReadOnlyCollection<Difference> differences, Func<Difference, string?> side) =>
        Or(string.Join("; ", differences.Where(each => side(each) is not null).Select(each => $"{each.Part}: {side(each)}")));
}
