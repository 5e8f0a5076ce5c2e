using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Auditing.Verification;
using Qa.Grains.Bundles;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Live;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Checks;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Shadow;
using Qa.Grains.Storage;

namespace Qa.Grains.Hosting;

/// <summary>What a process of the installation needs besides Orleans.</summary>
public static class CallCenterServices
{
    /// <param name="database">With its schema installed.</param>
    /// <param name="key">With which it signs checkpoints and bundles.</param>
    public static IServiceCollection AddCallCenter(this IServiceCollection services, Database database, InstallationKey key, ProcessRole role = ProcessRole.Worker)
    {
        services.AddSingleton(database);
        services.AddSingleton(key);
        services.TryAddSingleton(TimeProvider.System);

        // Grain state is stored by the numbers of its members, not by the names of types, which change.
        services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AuditSealing>(provider, role));
        services.AddSingleton<AuditVerification>();

        // Started first, so that it is stopped last and seals what the others write while they stop.
        services.AddHostedService<AuditSealer>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<ChangePreparation>();
        services.AddSingleton<PublicationChecks>();
        services.AddSingleton<RuleSetStore>();
        services.AddSingleton<ColdStart>();
        services.AddSingleton<CompiledVersions>();
        services.AddSingleton<VersionCatalogue>();
        services.AddSingleton<DraftPreview>();
        services.AddSingleton<HeldVersions>();
        services.AddSingleton<ThisProcess>();
        services.AddSingleton<VersionUses>();
        services.AddSingleton<ReplayPreparation>();
        services.AddSingleton<ShadowStore>();
        services.AddSingleton<ShadowRuns>();
        services.AddSingleton<ChainAudit>();
        services.AddSingleton<ChainVerifications>();
        services.AddSingleton<CheckpointTaking>();
        services.AddSingleton<BundleExport>();
        services.AddSingleton<BundleImport>();
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<Routing>();
        services.AddSingleton<WorkQueue>();
        services.AddSingleton(static provider => new InspectionTasks(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<CompiledVersions>(), provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<WorkSignal>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new InteractionIntake(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<Routing>(), provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<CallCenterMeter>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<InteractionIntake>>()));
        services.AddSingleton<InteractionArchive>();
        services.AddSingleton<InteractionLists>();
        services.AddSingleton<VersionResults>();
        services.AddSingleton<NormFigures>();
        services.AddSingleton<CallCenterMeter>();
        services.TryAddSingleton(LiveSettings.Default);
        services.AddSingleton<LiveStore>();
        services.AddSingleton<LiveAlertFeed>();
        services.AddHostedService(static provider => provider.GetRequiredService<InteractionIntake>());
        if (role == ProcessRole.Worker)
        {
            services.AddHostedService<ProcessLife>();
            services.AddHostedService<InspectionWorker>();
            services.AddHostedService<LiveSweep>();
        }

        return services;
    }
}
