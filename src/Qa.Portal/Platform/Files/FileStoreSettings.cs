namespace Qa.Portal.Platform.Files;

/// <summary>Where files are kept, and whether they are sealed there.</summary>
/// <param name="Keys">Null where they lie as they came.</param>
internal sealed record FileStoreSettings(string Folder, FileKeys? Keys)
{
    /// <summary>Where nothing else is said: 1 GiB.</summary>
    public const long DefaultMaximumBytes = 1L << 30;

    /// <summary>Largest file that is taken, in bytes.</summary>
    public long MaximumBytes { get; init; } = DefaultMaximumBytes;
}
