using Orleans.Configuration;
using Qa.Grains.Storage;

namespace Qa.Grains.Hosting;

/// <summary>How Orleans runs in this product: alone on a SQLite file, or as one of a cluster on PostgreSQL.</summary>
public static class SiloSetup
{
    /// <summary>Names the installation within its database; grain state is found by it, so it stays.</summary>
    public const string ServiceId = "callcenter";

    public static ISiloBuilder UseCallCenterCluster(this ISiloBuilder silo, Database database, SiloAddressing addressing)
    {
        if (database.IsShared)
        {
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = database.OrleansInvariant;
                options.DataSource = database.OrleansDataSource;
            });
            silo.ConfigureEndpoints(addressing.Address, addressing.SiloPort, addressing.GatewayPort, listenOnAnyHostAddress: false);
        }
        else
        {
            silo.UseLocalhostClustering(addressing.SiloPort, addressing.GatewayPort, serviceId: ServiceId, clusterId: ServiceId);
        }

        return silo
            .AddOutgoingGrainCallFilter<UnavailableSiloRetry>()
            .Configure<ClusterOptions>(static options => (options.ServiceId, options.ClusterId) = (ServiceId, ServiceId))
            .Configure<ClusterMembershipOptions>(static options =>
            {
                // A killed silo is declared dead after about 3 s instead of 15; a longer pause than that is a dead silo.
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 3;
                options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            })
            .AddAdoNetGrainStorageAsDefault(options =>
            {
                options.Invariant = database.OrleansInvariant;
                options.DataSource = database.OrleansDataSource;
            })
            .UseAdoNetReminderService(options =>
            {
                options.Invariant = database.OrleansInvariant;
                options.DataSource = database.OrleansDataSource;
            });
    }
}
