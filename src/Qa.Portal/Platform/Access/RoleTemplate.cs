namespace Qa.Portal.Platform.Access;

/// <summary>A role as it is before an administrator changes it (modules.md §7).</summary>
/// <param name="Id">Stays; the name may be changed.</param>
/// <param name="Given">Permissions, each with whose data it reaches.</param>
internal sealed record RoleTemplate(string Id, string ChineseName, string EnglishName, IReadOnlyDictionary<string, DataScope> Given);
