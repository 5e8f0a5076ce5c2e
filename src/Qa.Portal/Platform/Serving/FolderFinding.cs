namespace Qa.Portal.Platform.Serving;

/// <summary>Why a folder cannot be taken for the one that the installation's processes share.</summary>
/// <param name="Kind">See <see cref="InstallationFolders"/>.</param>
/// <param name="Detail">What the system said, where it refused.</param>
internal sealed record FolderFinding(string Kind, string Path, FolderFault Fault, string Detail = "")
{
    public override string ToString() => Fault switch
    {
        FolderFault.Missing => $"{Kind}: found no folder {Path}, expected the one that the installation has used until now",
        FolderFault.Unmarked => $"{Kind}: found no {FolderMarker.FileName} in {Path}, expected that of the folder that the installation has used until now",
        FolderFault.OtherFolder => $"{Kind}: found another folder at {Path}, expected the one that the other processes of the installation use",
        FolderFault.OtherKind => $"{Kind}: found a folder at {Path} that is for {Detail}",
        FolderFault.OtherInstallation => $"{Kind}: found a folder of another installation at {Path}",
        _ => $"{Kind}: {Path} cannot be read or written: {Detail}",
    };
}
