using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>Tells the platform who works with whom, for the data scopes 本组 and 本部门.</summary>
internal sealed class Colleagues(IPeopleDirectory directory, CentreTime centre) : IColleagues
{
    public async Task<IReadOnlyCollection<string>> OfAsync(string agent, DataScope scope, CancellationToken cancellation)
    {
        var today = centre.Today;
        var units = await directory.ScopeOfAsync(agent, today, cancellation);
        var groups = scope == DataScope.Group
            ? units.GroupIds
            : units.GroupIds.Union((await directory.UnitsAsync(today, cancellation)).Groups.Where(group => units.DepartmentIds.Contains(group.DepartmentId)).Select(static group => group.Id));
        return [.. (await directory.StaysAsync(groups, new Period(today, today.AddDays(1)), cancellation)).Select(static stay => stay.Number)];
    }
}
