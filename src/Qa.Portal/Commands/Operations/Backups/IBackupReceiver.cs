namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>Takes the parts of a backup as they are read.</summary>
internal interface IBackupReceiver
{
    /// <summary>Called first.</summary>
    void Begin(BackupAbout about);

    /// <param name="content">Need not be read to its end.</param>
    Task TakeAsync(string name, Stream content, CancellationToken cancellation);
}
