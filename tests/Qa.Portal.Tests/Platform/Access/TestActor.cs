using Qa.Portal.Modules;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Tests.Platform.Access;

/// <summary>People of tests.</summary>
internal static class TestActor
{
    /// <summary>Somebody who may do everything.</summary>
    public static Actor Named(string name) => With(name, DataScope.All, [.. Permissions.All]);

    /// <summary>Somebody who may do just this.</summary>
    public static Actor With(string name, DataScope scope, params IReadOnlyList<string> permissions) =>
        new(name, null, null, new(permissions.Select(permission => KeyValuePair.Create(permission, scope))), "127.0.0.1");

    public static PermissionTable Permissions { get; } = new(PortalModules.All.SelectMany(static module => module.Permissions));
}
