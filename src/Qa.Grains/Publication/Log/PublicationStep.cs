namespace Qa.Grains.Publication.Log;

/// <summary>The steps of a publication, in their order; tests end the process after each of them.</summary>
internal enum PublicationStep : byte
{
    LogLocked,
    HeadRead,
    VersionWritten,
    RecordWritten,
    HeadMoved,
    Audited,
    Committed,
}
