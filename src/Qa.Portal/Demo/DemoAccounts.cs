using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Demo;

/// <summary>An account for each role, their passwords in a file that the owner of the data folder alone can read.</summary>
internal sealed class DemoAccounts(AccountDesk desk, PermissionTable permissions)
{
    // Whose each is: the people of samples/people.csv. An auditor comes from outside, and who keeps the system does not serve.
    private static readonly Dictionary<string, (string Name, string? Number)> Owners = new(StringComparer.Ordinal)
    {
        ["administrator"] = ("陈刚", null), ["manager"] = ("赵敏", "M001"), ["supervisor"] = ("孙丽", "S001"), ["leader"] = ("周强", "L101"), ["inspector"] = ("李莉", "Q001"),
        ["lead-inspector"] = ("吴静", "B001"), ["agent"] = ("纪晓棠", "A1001"), ["trainer"] = ("郑伟", "T001"), ["reporter"] = ("冯雪", "R001"), ["hr"] = ("褚红", "H001"), ["auditor"] = ("卫国", null),
    };

    public async Task OpenAsync(string file, Actor actor, CancellationToken cancellation)
    {
        var lines = new List<string>();
        foreach (var template in RoleTemplates.Of(permissions.All))
        {
            var (name, number) = Owners[template.Id];
            if (await desk.OpenAsync(new(template.Id, name, number, null, [template.Id]), actor, mustChangePassword: false, cancellation: cancellation) is { Password: { } password })
                lines.Add($"{template.Id} {password} {template.ChineseName} {template.EnglishName}");
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(string.Concat(lines.Select(static line => $"{line}\n")));
    }
}
