namespace Qa.Portal.Data;

/// <summary>
/// Something that several people may edit at once. Its version grows with each change; who saves what was read before somebody
/// else's change is told, and nothing is overwritten.
/// </summary>
public interface IVersioned
{
    /// <summary>From 1.</summary>
    long Version { get; set; }
}
