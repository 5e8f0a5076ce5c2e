using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>Tells the platform who works with whom today, so that permissions reach the right people.</summary>
internal sealed class Colleagues(IPeopleDirectory people, CentreDay centre) : IColleagues
{
    public async Task<IReadOnlyCollection<string>> OfAsync(string agent, DataScope scope, CancellationToken cancellation)
    {
        var reached = await people.ScopeOfAsync(agent, centre.Today, cancellation);
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in reached.GroupIds)
            members.UnionWith((await people.MembersOfGroupAsync(group, centre.Today, cancellation)).Select(static member => member.Number));
        if (scope == DataScope.Department)
        {
            foreach (var department in reached.DepartmentIds)
                members.UnionWith((await people.MembersOfDepartmentAsync(department, centre.Today, cancellation)).Select(static member => member.Number));
        }

        return members;
    }
}
