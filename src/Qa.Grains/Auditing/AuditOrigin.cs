namespace Qa.Grains.Auditing;

/// <summary>
/// From where what goes on now was asked for: an IP address, the command line, or the product itself. It flows with asynchronous
/// work and with calls of grains, also to other processes, so that entries say it without being told.
/// </summary>
public static class AuditOrigin
{
    /// <summary>A command of this machine, on the database itself.</summary>
    public const string CommandLine = "command line";

    /// <summary>Nobody asked: the product does it by itself.</summary>
    public const string Product = "system";

    /// <summary>Longest origin, in characters.</summary>
    public const int MaximumLength = 100;

    // Stays, as processes of two versions speak to one another during an upgrade.
    private const string Key = "qa.origin";

    public static string Current => RequestContext.Get(Key) as string ?? Product;

    /// <summary>Says from where, for this flow of work until what is returned is disposed.</summary>
    public static IDisposable Use(string origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        var before = RequestContext.Get(Key);
        RequestContext.Set(Key, origin);
        return new Scope(before);
    }

    private sealed class Scope(object? before) : IDisposable
    {
        public void Dispose()
        {
            if (before is null)
                RequestContext.Remove(Key);
            else
                RequestContext.Set(Key, before);
        }
    }
}
