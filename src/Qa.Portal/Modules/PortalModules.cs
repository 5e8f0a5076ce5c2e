using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.Bundles;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Modules.Inspection;
using Qa.Portal.Modules.LiveInspection;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Modules;

/// <summary>The modules that there are. A new one is added here, and nowhere else.</summary>
internal static class PortalModules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new NormSetsModule(),
        new InspectionModule(),
        new RecordingsModule(),
        new LiveInspectionModule(),
        new ReplaysModule(),
        new BundlesModule(),
        new CalendarModule(),
        new PeopleModule(),
    ];

    /// <summary>The entities of all of them.</summary>
    public static PortalModel Model { get; } = new([AuditRecord.Describe, .. All.Select(static module => (Action<ModelBuilder>)module.DescribeModel)]);
}
