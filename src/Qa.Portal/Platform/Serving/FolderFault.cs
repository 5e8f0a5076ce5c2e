namespace Qa.Portal.Platform.Serving;

/// <summary>What can be wrong with a folder. The names are keys of texts.</summary>
internal enum FolderFault : byte
{
    /// <summary>It is not there, though the installation has one: a disk that is not mounted.</summary>
    Missing,

    /// <summary>It is there and has never been the installation's.</summary>
    Unmarked,

    /// <summary>It is one that a process of the installation made for itself.</summary>
    OtherFolder,

    /// <summary>It is the installation's, for files of another kind.</summary>
    OtherKind,

    OtherInstallation,

    /// <summary>The system refuses.</summary>
    Refused,
}
