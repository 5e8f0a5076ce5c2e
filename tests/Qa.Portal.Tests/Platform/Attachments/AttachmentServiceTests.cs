using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Attachments;
using Qa.Portal.Platform.Files;
using Qa.Portal.Tests.Platform.Data;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Attachments;

public sealed class AttachmentServiceTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ClaimsPrincipal Author = Person(TestServer.Author);
    private static readonly ClaimsPrincipal Reader = Person(TestServer.First);
    private static readonly ClaimsPrincipal Stranger = Person(TestServer.Second);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Now);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_Sound_IsListedOpenedAndWrittenToTheAuditLog(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);

        var added = (await AddAsync(service, "截图.png", TestFiles.Png)).Value!;
        _time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(service, "b.txt", TestFiles.Of(".txt"));

        (added.MediaType, added.Bytes, added.UploadedBy, added.At).Should().Be(("image/png", TestFiles.Png.Length, "li", Now));
        added.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(TestFiles.Png)));
        (await service.ListAsync(Reader, "note", "1")).Value!.Select(static each => each.FileName).Should().Equal("截图.png", "b.txt");
        (await service.ListAsync(Reader, "note", "2")).Value.Should().BeEmpty();
        var opened = (await service.OpenAsync(Reader, added.Id)).Value!;
        await using (opened.Content)
        {
            (await BytesOf(opened.Content)).Should().Equal(TestFiles.Png);
        }

        var detail = $"note 1: image/png, {TestFiles.Png.Length} bytes, sha-256 {added.Sha256}";
        var audit = await AuditAsync(database);
        audit.Should().HaveCount(3);
        (audit[0], audit[2]).Should().Be(($"li add attachment attachment {added.Id} {detail}", $"han open attachment attachment {added.Id} {detail}"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task EachCall_ByWhoMayNot_IsRefusedAndLeavesNothing(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        var added = (await AddAsync(service, "a.png", TestFiles.Png)).Value!;

        (await service.AddAsync(Reader, "note", "1", "a.png", new MemoryStream(TestFiles.Png))).Should().Match<AttachmentResult<Attachment>>(
            static refused => refused.Refusal == AttachmentRefusal.NotAllowed && refused.Detail == "han may see the attachments of this note; expected somebody who may add them");
        (await service.DeleteAsync(Reader, added.Id)).Refusal.Should().Be(AttachmentRefusal.NotAllowed);
        (await service.AddAsync(Stranger, "note", "1", "a.png", new MemoryStream(TestFiles.Png))).Refusal.Should().Be(AttachmentRefusal.NotFound);
        (await service.ListAsync(Stranger, "note", "1")).Refusal.Should().Be(AttachmentRefusal.NotFound);
        var missing = Guid.NewGuid();
        (await service.OpenAsync(Stranger, added.Id)).Detail.Should().Be($"there is no attachment {added.Id}");
        (await service.OpenAsync(Author, missing)).Detail.Should().Be($"there is no attachment {missing}", "who may not know is told the same");
        (await service.DeleteAsync(Stranger, added.Id)).Detail.Should().Be($"there is no attachment {added.Id}");
        (await service.ListAsync(Author, "other", "1")).Refusal.Should().Be(AttachmentRefusal.NotFound);
        (await service.ListAsync(Author, "note", "1\0")).Refusal.Should().Be(AttachmentRefusal.NotFound);
        (await service.ListAsync(Author, "note", "1")).Value.Should().ContainSingle();
        (await AuditAsync(database)).Should().ContainSingle();
        Files().Should().ContainSingle();
    }

    [Fact]
    public async Task AddAsync_NotWhatIsTaken_IsRefusedAndLeavesNothing()
    {
        await using var database = await PortalTestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var service = Service(database);

        (await AddAsync(service, "a.exe", TestFiles.Of("program"))).Refusal.Should().Be(AttachmentRefusal.Invalid);
        (await AddAsync(service, "../a.png", TestFiles.Png)).Refusal.Should().Be(AttachmentRefusal.Invalid);
        (await AddAsync(service, "a.pdf", TestFiles.Png)).Detail.Should().Be("the content: found PNG, expected PDF as the name says (.pdf)");
        (await AddAsync(service, "a.txt", [])).Detail.Should().Be("the content: found 0 bytes, expected 1 to 20971520");
        (await AddAsync(service, "a.txt", [.. "QASEAL1\n"u8, .. new byte[40]])).Refusal.Should().Be(AttachmentRefusal.Invalid);
        (await AddAsync(service, "a.png", [.. TestFiles.Png, .. new byte[AttachmentStore.MaximumBytes]])).Detail.Should()
            .Be("found more than 20971520 bytes, expected a file of at most as many");
        (await service.AddAsync(Author, "note", "1", "a.png", new MemoryStream(TestFiles.Png), static _ => Task.FromResult<string?>("more"))).Detail.Should().Be("more");
        Files().Should().BeEmpty();
        (await AuditAsync(database)).Should().BeEmpty();
        (await AddAsync(service, "a.png", [.. TestFiles.Png, .. new byte[AttachmentStore.MaximumBytes - TestFiles.Png.Length]])).Value!.Bytes.Should().Be(AttachmentStore.MaximumBytes);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_MoreThanASubjectMayHave_IsRefused(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        for (var number = 0; number < AttachmentService.MaximumPerSubject; number++)
            (await AddAsync(service, "a.png", TestFiles.Png)).Value.Should().NotBeNull();

        (await AddAsync(service, "a.png", TestFiles.Png)).Detail.Should().Be("found 100 attachments, expected fewer before another is added");
        (await service.AddAsync(Author, "note", "2", "a.png", new MemoryStream(TestFiles.Png))).Value.Should().NotBeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_Sweep_RemovesFilesWithoutARowWhenTheyAreOld(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        var kept = (await AddAsync(service, "a.png", TestFiles.Png)).Value!;
        var gone = (await AddAsync(service, "b.png", TestFiles.Png)).Value!;
        var store = Store();
        store.Keep(await store.StageAsync(new MemoryStream(TestFiles.Png), default), Guid.NewGuid().ToString("n"));
        var other = _folder.File(Path.Combine("re", "readme"), "not ours");
        var sweep = new AttachmentSweep(database, store, _time, NullLogger<AttachmentSweep>.Instance);
        foreach (var path in Files())
            File.SetLastWriteTimeUtc(path, Now.UtcDateTime);

        (await service.DeleteAsync(Author, gone.Id)).Value.Should().NotBeNull();
        (await service.DeleteAsync(Author, gone.Id)).Refusal.Should().Be(AttachmentRefusal.NotFound);
        _time.SetUtcNow(Now + AttachmentSweep.Grace);
        (await sweep.RunAsync()).Should().Be(0, "an upload may be about to write its row");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await sweep.RunAsync()).Should().Be(2);

        Files().Select(Path.GetFileName).Should().BeEquivalentTo(AttachmentStore.NameOf(kept.Id), Path.GetFileName(other));
        (await service.OpenAsync(Author, gone.Id)).Refusal.Should().Be(AttachmentRefusal.NotFound);
        await (await service.OpenAsync(Author, kept.Id)).Value!.Content.DisposeAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_TheDatabaseFails_LeavesNoRowWithoutItsFile(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        await database.Database.Database.WriteAsync(static session => session.ExecuteAsync("ALTER TABLE attachment RENAME TO elsewhere"));

        var add = () => AddAsync(service, "a.png", TestFiles.Png);
        await add.Should().ThrowAsync<Exception>();
        await database.Database.Database.WriteAsync(static session => session.ExecuteAsync("ALTER TABLE elsewhere RENAME TO attachment"));
        (await AddAsync(service, "b.png", TestFiles.Png)).Value.Should().NotBeNull();

        await using var context = database.CreateDbContext();
        foreach (var row in await context.Set<Attachment>().ToListAsync())
            Files().Should().Contain(path => path.EndsWith(AttachmentStore.NameOf(row.Id), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_FileIsSealed_AndIsReadOnlyWithItsKey()
    {
        await using var database = await PortalTestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var keys = FileKeys.Parse(Convert.ToBase64String(new byte[FileKeys.KeyBytes]));
        var service = Service(database, keys);
        var text = TestFiles.Of(".txt");
        var added = (await AddAsync(service, "a.txt", text)).Value!;

        File.ReadAllBytes(Files().Single()).AsSpan().IndexOf(text.AsSpan(0, 6)).Should().Be(-1);
        await using (var content = (await service.OpenAsync(Author, added.Id)).Value!.Content)
        {
            (await BytesOf(content)).Should().Equal(text);
        }

        var withoutKey = await Service(database).OpenAsync(Author, added.Id);
        (withoutKey.Refusal, withoutKey.Detail).Should().Match<(AttachmentRefusal? Kind, string Detail)>(static refused =>
            refused.Kind == AttachmentRefusal.Unreadable && refused.Detail.Contains("which is not among the server's keys", StringComparison.Ordinal));
    }

    private static ClaimsPrincipal Person(string name) => new(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test"));

    private static Task<AttachmentResult<Attachment>> AddAsync(AttachmentService service, string name, byte[] content) =>
        service.AddAsync(Author, "note", "1", name, new MemoryStream(content));

    private static async Task<byte[]> BytesOf(Stream content)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Task<IReadOnlyList<string>> AuditAsync(PortalTestDatabase database) => database.Database.Database.ReadAsync(static session =>
        session.QueryAsync<string>("SELECT actor || ' ' || action || ' ' || subject || ' ' || detail FROM audit ORDER BY number"));

    private AttachmentStore Store(FileKeys? keys = null) => new(new(_folder.Path, keys) { MaximumBytes = AttachmentStore.MaximumBytes });

    private AttachmentService Service(PortalTestDatabase database, FileKeys? keys = null) => new(database, Store(keys), new([new TestSubject()]), _time);

    private string[] Files() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
}
