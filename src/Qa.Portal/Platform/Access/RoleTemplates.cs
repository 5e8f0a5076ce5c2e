using static Qa.Portal.Platform.Access.DataScope;

namespace Qa.Portal.Platform.Access;

/// <summary>
/// The roles of a centre, and what each may do where nobody has said otherwise. It is one table on purpose: who asks what an
/// inspector may do reads it here. docs/reference/permissions.md is its other half, and a test keeps them alike.
/// </summary>
internal static class RoleTemplates
{
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";

    /// <param name="permissions">All that there are: an administrator has each of them.</param>
    public static IReadOnlyList<RoleTemplate> Of(IReadOnlyCollection<string> permissions) =>
    [
        .. Named(permissions).Select(template => template with { Given = template.Given.Where(given => permissions.Contains(given.Key)).ToDictionary(StringComparer.Ordinal) }),
    ];

    private static IEnumerable<RoleTemplate> Named(IReadOnlyCollection<string> permissions) =>
    [
        Role(Administrator, "管理员", "Administrator", (All, [.. permissions])),
        Role("manager", "经理", "Manager",
            (All, ["norms.read", "norms.approve", "interactions.read", "tasks.read", "recordings.read", "recordings.listen", "live.read", "replays.run", "calendar.read", "calendar.edit",
                "people.read", "people.edit", "people.export", "interactions.export", "calendar.export", "accounts.read", "privacy.read", "privacy.unmask", "privacy.erase", "privacy.hold", "search.use", "server.watch"])),
        Role("supervisor", "主管", "Supervisor",
            (All, ["norms.read", "calendar.read", "calendar.edit", "calendar.export", "search.use"]),
            (Department, ["interactions.read", "recordings.read", "recordings.listen", "live.read", "people.read", "people.export", "interactions.export", "privacy.unmask"])),
        Role("leader", "班长/组长", "Team leader",
            (All, ["norms.read", "calendar.read", "calendar.export", "search.use"]),
            (Group, ["interactions.read", "recordings.read", "recordings.listen", "live.read", "people.read", "people.export", "interactions.export"])),
        Role("inspector", "质检员", "Inspector",
            (All, ["norms.read", "norms.publish", "interactions.read", "tasks.read", "tasks.run", "recordings.read", "recordings.listen", "recordings.edit", "live.read", "replays.run", "calendar.read",
                "people.read", "search.use"])),
        Role("lead-inspector", "质检主管", "Lead inspector",
            (All, ["norms.read", "norms.publish", "norms.approve", "interactions.read", "interactions.send", "tasks.read", "tasks.run", "recordings.read", "recordings.listen", "recordings.edit",
                "recordings.send", "live.read", "replays.run", "bundles.export", "calendar.read", "calendar.export", "people.read", "people.export", "interactions.export", "privacy.read", "privacy.unmask", "privacy.erase", "search.use"])),
        Role("agent", "坐席", "Agent",
            (All, ["calendar.read"]),
            (Own, ["interactions.read", "recordings.read", "recordings.listen", "people.read", "search.use"])),
        Role("trainer", "培训师", "Trainer",
            (All, ["norms.read", "calendar.read", "people.read", "search.use"])),
        Role("reporter", "报表管理员", "Report administrator",
            (All, ["norms.read", "interactions.read", "tasks.read", "recordings.read", "calendar.read", "calendar.export", "people.read", "people.export", "interactions.export", "search.use"])),
        Role("hr", "人事", "HR",
            (All, ["calendar.read", "calendar.edit", "people.read", "people.edit", "accounts.read", "accounts.request", "calendar.export", "people.export", "privacy.unmask"])),
        Role(Auditor, "审计员", "Auditor",
            (All, [.. permissions.Where(static permission => permission.EndsWith(".read", StringComparison.Ordinal)), "audit.export", "recordings.listen", "replays.run", "bundles.export", "calendar.export", "people.export", "interactions.export", "search.use"])),
    ];

    private static RoleTemplate Role(string id, string chinese, string english, params ReadOnlySpan<(DataScope Scope, string[] Permissions)> given)
    {
        var scopes = new Dictionary<string, DataScope>(StringComparer.Ordinal);
        foreach (var (scope, permissions) in given)
        {
            foreach (var permission in permissions)
                scopes.Add(permission, scope);
        }

        return new(id, chinese, english, scopes);
    }
}
