namespace Qa.Portal.Modules.Recordings.Storing;

/// <summary>Where recordings are kept, and whether they are sealed there.</summary>
/// <param name="Keys">Null where they lie as they came.</param>
internal sealed record RecordingStoreSettings(string Folder, RecordingKeys? Keys)
{
    /// <summary>Largest recording that is taken, in bytes.</summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
