using Microsoft.Extensions.Hosting;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Accounts;

/// <summary>
/// Opens an account for each role where somebody only wants to look around, and leaves their passwords in a file that the owner of
/// the data folder alone can read. Never done but on demand: a centre in use opens its accounts by itself.
/// </summary>
internal sealed class DemoAccounts(AccountDesk desk, PermissionTable permissions, string file) : BackgroundService
{
    /// <summary>工号 of the demo's agent: the one with most interactions in the samples.</summary>
    public const string AgentId = "A1001";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["administrator"] = "陈刚", ["manager"] = "赵敏", ["supervisor"] = "孙丽", ["leader"] = "周强", ["inspector"] = "李莉", ["lead-inspector"] = "吴静", ["agent"] = "王芳", ["trainer"] = "郑伟",
        ["reporter"] = "冯雪", ["hr"] = "褚红", ["auditor"] = "卫国",
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (File.Exists(file))
            return;
        var everything = new Actor("demo", null, null, new(permissions.All.Select(static permission => KeyValuePair.Create(permission, DataScope.All))), "");
        var lines = new List<string>();
        foreach (var template in RoleTemplates.Of(permissions.All))
        {
            var form = new AccountForm(template.Id, Names[template.Id], template.Id == "agent" ? AgentId : null, null, [template.Id]);
            if (await desk.OpenAsync(form, everything, mustChangePassword: false, stoppingToken) is { Password: { } password })
                lines.Add($"{template.Id} {password} {template.ChineseName} {template.EnglishName}");
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(string.Concat(lines.Select(static line => $"{line}\n")));
    }
}
