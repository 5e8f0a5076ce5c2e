using Qa.Grains.Hosting;
using Qa.Portal.Demo;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Files;

namespace Qa.Portal.Platform.Serving;

/// <summary>How a server is to run.</summary>
/// <param name="Urls">Where it listens, as ASP.NET Core writes it.</param>
/// <param name="Silo">Where other processes of the cluster reach it.</param>
/// <param name="SigningKey">File of the installation's key, made when it is first needed; null where a shared database was named without one, which then signs nothing.</param>
/// <param name="Checkpoints">Folder into which a signed checkpoint of the log is written every day; null for none.</param>
internal sealed record ServerSettings(
    IReadOnlyList<string> Urls, AccessTokens Tokens, SiloAddressing Silo, string? SigningKey, string? Checkpoints, RecordingSettings Recordings, ProcessRole Role, bool IsQuiet)
{
    /// <summary>Folder of the files that background jobs leave; processes of a cluster share it.</summary>
    public string JobFiles { get; init; } = new DataFolder(DataFolder.Default).JobFiles;

    /// <summary>File into which each erasure is written beside the database, so that it can be done again after a restore; null for none.</summary>
    public string? ErasureList { get; init; }

    /// <summary>What is made up to look around in; null, as in real use, for nothing.</summary>
    public DemoSettings? Demo { get; init; }

    /// <summary>Reverse proxies whose word on who asks, and how, is taken; of none where there are none.</summary>
    public AllowedNetworks Proxies { get; init; } = new([]);

    /// <summary>Where attachments are kept, and whether they are sealed there. Processes of a cluster share the folder.</summary>
    public required FileStoreSettings Attachments { get; init; }

    /// <summary>Whether the folders are taken for the installation's whatever they were before.</summary>
    public bool AdoptsFolders { get; init; }

    public InstallationFolders Folders => new(Recordings.Store.Folder, Attachments.Folder, JobFiles);
}
