using Microsoft.AspNetCore.Identity;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Serving;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Commands.Operations;

/// <summary>An installation with a recording, an attachment, a job and an entry of the audit log, without any server.</summary>
internal sealed class SampleInstallation : IAsyncDisposable
{
    private readonly TestDatabase? _server;

    private SampleInstallation(TemporaryFolder folder, TestDatabase? server)
    {
        (Folder, _server) = (folder, server);
        Data = new(folder.At("data"));
        Folders = InstallationFolders.Of(Data);
        Address = server?.Address ?? Data.Database;
    }

    public TemporaryFolder Folder { get; }

    public DataFolder Data { get; }

    public InstallationFolders Folders { get; }

    public string Address { get; }

    public string RecordingFile => Path.Combine(Folders.Recordings, "ab", "ab" + new string('0', 62));

    public string AttachmentFile { get; private set; } = "";

    public string JobFile => Path.Combine(Folders.JobFiles, "1-file");

    /// <summary>What names it on the command line.</summary>
    public string[] Arguments => ["--lang", "en", "--data", Data.FullPath, .. _server is null ? [] : (string[])["--database", Address]];

    public static async Task<SampleInstallation> CreateAsync(DatabaseKind kind)
    {
        var server = kind == DatabaseKind.PostgreSql ? (await PortalTestDatabase.CreateAsync(kind)).Database : null;
        var sample = new SampleInstallation(new(), server);
        sample.Data.Create();
        if (server is null)
            await PortalTestDatabase.PutAsync(sample.Data.Database);
        await using var database = DatabaseAddress.Open(sample.Address);
        (await SharedFolders.JoinAsync(database, sample.Folders, adopts: false, TimeProvider.System, CancellationToken.None)).Should().BeEmpty();
        await sample.FillAsync(database);
        return sample;
    }

    public Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.Of([.. arguments, .. Arguments]);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Folder.Dispose();
    }

    private async Task FillAsync(Database database)
    {
        var now = DateTimeOffset.UtcNow;
        var attachment = Guid.NewGuid();
        AttachmentFile = Path.Combine(Folders.Attachments, attachment.ToString("n")[..2], attachment.ToString("n"));
        foreach (var (path, text) in ((string, string)[])[(RecordingFile, "sound"), (AttachmentFile, "附件"), (JobFile, "sheet"), (Path.Combine(Folders.Recordings, "incoming", "half"), "still coming")])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }

        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO recording (interaction_id, hash, bytes, file_name, source, sent_by, call, state, work, received_at, changed_at) VALUES ('r-1', @hash, 5, 'a.wav', 'sent', 'li', @call, 'transcribed', 0, @at, @at)",
                    new { hash = Path.GetFileName(RecordingFile), call = "{}"u8.ToArray(), at = UtcTicks.Of(now) });
                await AuditRows.AddAsync(session, new(now, "li", "test", "sample"));
            });
        await using var context = PortalDatabase.Open(database, PortalModules.Model);
        context.Add(new Attachment { Id = attachment, SubjectKind = "ticket", SubjectId = "1", FileName = "a.txt", MediaType = "text/plain", Bytes = 6, Sha256 = new('0', 64), UploadedBy = "li", At = now });
        context.Add(new Job { Kind = "test", Arguments = "{}", Owner = "li", State = JobState.Done, CreatedAt = now, FinishedAt = now, FileKey = Path.GetFileName(JobFile), FileName = "a", FileType = "b/c" });
        context.Add(new IdentityUserPasskey<Guid>
        {
            CredentialId = [1, 2], UserId = Guid.NewGuid(),
            Data = new() { Name = "办公室", PublicKey = [3], AttestationObject = [4], ClientDataJson = [5], Transports = ["internal"], CreatedAt = now, SignCount = 7, IsUserVerified = true },
        });
        await context.SaveChangesAsync();
    }
}
