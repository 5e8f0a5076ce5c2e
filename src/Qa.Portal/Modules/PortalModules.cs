using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.Audit;
using Qa.Portal.Modules.Bundles;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Modules.Inspection;
using Qa.Portal.Modules.LiveInspection;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.Privacy;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Modules;
using Qa.Portal.Platform.Notifications;
using Qa.Portal.Platform.Notifications.Outbox;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Search;
using Qa.Portal.Platform.Settings;

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
        new AuditModule(),
        new PeopleModule(),
        new PrivacyModule(),
    ];

    /// <summary>The entities of all of them.</summary>
    public static PortalModel Model { get; } = new(
    [
        AuditRecord.Describe, Account.Describe, PortalRole.Describe, MachineToken.Describe, Job.Describe, SettingRow.Describe, Notification.Describe, Delivery.Describe, Attachment.Describe, SearchPending.Describe, PrivacyServices.Describe,
        .. All.Select(static module => (Action<ModelBuilder>)module.DescribeModel),
    ]);
}
