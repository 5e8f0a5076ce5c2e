using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>What the audit log says of changes of a person: before → after of what is other than before, phone numbers masked.</summary>
internal static class PersonAudit
{
    public static AuditRecord Of(TimeProvider time, string actor, string action, string number, IEnumerable<string> differences) =>
        AuditRecord.Of(time.GetUtcNow(), actor, action, $"person {number}", null, null, detail: string.Join("; ", differences));

    /// <summary>The values that are not dated, to be compared after a change.</summary>
    public static (string Name, string Phone, string Email, string? Account) ValuesOf(Person person) => (person.Name, person.Phone, person.Email, person.Account);

    public static IEnumerable<string> Differences((string Name, string Phone, string Email, string? Account) before, Person after)
    {
        if (before.Name != after.Name)
            yield return $"name: {Or(before.Name)} → {Or(after.Name)}";

        // Two numbers may look alike when they are masked, and the change is one all the same.
        if (before.Phone != after.Phone)
            yield return $"phone: {Or(PhoneMask.Mask(before.Phone))} → {Or(PhoneMask.Mask(after.Phone))}";
        if (before.Email != after.Email)
            yield return $"email: {Or(before.Email)} → {Or(after.Email)}";
        if (before.Account != after.Account)
            yield return $"account: {Or(before.Account)} → {Or(after.Account)}";
    }

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? "-" : text;
}
