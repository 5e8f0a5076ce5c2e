using System.Net;
using System.Net.Sockets;

namespace Qa.Grains.Hosting;

/// <summary>Where a silo is reached by the others.</summary>
/// <param name="Address">Of this machine, as the other silos see it.</param>
public sealed record SiloAddressing(IPAddress Address, int SiloPort, int GatewayPort)
{
    /// <summary>Two free ports of this machine alone.</summary>
    public static SiloAddressing AnyLoopback()
    {
        // Both listen at once, so that they differ.
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return new(IPAddress.Loopback, PortOf(silo), PortOf(gateway));
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
