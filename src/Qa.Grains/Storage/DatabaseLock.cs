namespace Qa.Grains.Storage;

/// <summary>What one transaction at a time may do in the whole installation. The numbers are seen by PostgreSQL and stay.</summary>
public enum DatabaseLock : long
{
    /// <summary>Install or upgrade the schema.</summary>
    Schema = 0x51A_0001,

    /// <summary>Append to the publication log, which is one chain over all sets.</summary>
    PublicationLog = 0x51A_0002,

    /// <summary>Append alerts, so that their numbers are in the order of the commits and those who follow miss none.</summary>
    Alerts = 0x51A_0003,

    /// <summary>Bring what is searched up to date, so that of two changes of one thing the later one stays.</summary>
    Search = 0x51A_0006,

    /// <summary>Erase, or hold against it: what is held at the moment of erasing is not erased.</summary>
    Erasure = 0x51A_0007,

    /// <summary>Link entries of the audit log and seal them.</summary>
    AuditSeal = 0x51A_0005,

    /// <summary>Say which folders the processes of the installation share.</summary>
    Folders = 0x51A_0010,
}
