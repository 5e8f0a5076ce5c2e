namespace Qa.Portal.Platform.Serving;

/// <summary>The folders with files of an installation, which all its processes share.</summary>
internal sealed record InstallationFolders(string Recordings, string Attachments, string JobFiles)
{
    /// <summary>Names of the kinds, as they stand in markers, backups and the database; they stay.</summary>
    public const string RecordingsKind = "recordings";

    /// <inheritdoc cref="RecordingsKind"/>
    public const string AttachmentsKind = "attachments";

    /// <inheritdoc cref="RecordingsKind"/>
    public const string JobFilesKind = "jobs";

    public IEnumerable<(string Kind, string Path)> All => [(RecordingsKind, Recordings), (AttachmentsKind, Attachments), (JobFilesKind, JobFiles)];

    /// <summary>Those of a data folder, where none are named.</summary>
    public static InstallationFolders Of(DataFolder data) => new(data.Recordings, data.Attachments, data.JobFiles);
}
