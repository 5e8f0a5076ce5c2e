using System.Net;
using System.Net.Sockets;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>Whether the addresses that a server is to listen at are free, or are its own.</summary>
internal static class PortChecks
{
    public static IEnumerable<CheckFinding> Run(CheckSubject subject)
    {
        foreach (var url in subject.Urls)
        {
            if (subject.Running is { } running && running.Port == url.Port)
                yield return subject.Good("port", "doctor.portOurs", url.Authority);
            else if (url.Port != 0 && !IsFree(url))
                yield return subject.Bad("port", "doctor.portTaken", url.Authority);
            else
                yield return subject.Good("port", "doctor.portFree", url.Authority);
        }
    }

    private static bool IsFree(Uri url)
    {
        try
        {
            using var listener = new TcpListener(url.IsLoopback ? IPAddress.Loopback : IPAddress.Any, url.Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
