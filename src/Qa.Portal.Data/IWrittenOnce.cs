using Qa.Grains.Storage;

namespace Qa.Portal.Data;

/// <summary>Something that is added and then never changed or deleted, and says which run of a process wrote it.</summary>
public interface IWrittenOnce
{
    /// <summary>Called just before it is written, once for each try.</summary>
    void Stamp(WriterRun run);
}
