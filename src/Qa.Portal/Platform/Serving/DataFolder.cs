namespace Qa.Portal.Platform.Serving;

/// <summary>Where an installation keeps what it has: the database when that is a file, the access tokens, the address of the running server.</summary>
internal sealed class DataFolder(string path)
{
    /// <summary>Taken where no folder is named.</summary>
    public const string Default = "callcenter-data";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string FullPath { get; } = Path.GetFullPath(path);

    public string Database => Path.Combine(FullPath, "callcenter.db");

    public string Tokens => Path.Combine(FullPath, "tokens");

    /// <summary>The key with which the installation signs.</summary>
    public string SigningKey => Path.Combine(FullPath, "signing-key.pem");

    /// <summary>The originals of recordings.</summary>
    public string Recordings => Path.Combine(FullPath, "recordings");

    /// <summary>Accounts of a demo with their passwords; there only where a demo was asked for.</summary>
    public string DemoAccounts => Path.Combine(FullPath, "demo-accounts");

    /// <summary>The files that background jobs leave.</summary>
    public string JobFiles => Path.Combine(FullPath, "jobs");

    /// <summary>Files that people attach to what they work on.</summary>
    public string Attachments => Path.Combine(FullPath, "attachments");

    /// <summary>What a restore has begun to fill; there only until it is finished, and nothing starts beside it.</summary>
    public string Restoring => Path.Combine(FullPath, "restoring");

    /// <summary>Says where the installation was moved to; nothing starts on the file that was left.</summary>
    public string MovedTo => Path.Combine(FullPath, "moved-to");

    /// <summary>What was erased, so that it can be erased again after a restore.</summary>
    public string ErasureList => Path.Combine(FullPath, "erasures.jsonl");

    /// <summary>The address at which the server of this folder listens; there only while it runs.</summary>
    public string Address => Path.Combine(FullPath, "address");

    /// <summary>Makes the folder for its owner alone, as everything in it is confidential.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(FullPath);
        else
            Directory.CreateDirectory(FullPath, OwnerOnly);
    }
}
