using System.Security.Cryptography;
using Qa.Portal.Platform.Files;
using Qa.Portal.Tests.Modules.Recordings;

namespace Qa.Portal.Tests.Platform.Files;

public sealed class FileStoreTests : IDisposable
{
    private const int Chunk = SealedForm.ChunkBytes;

    private static readonly string FirstKey = Convert.ToBase64String(TestRecordings.Bytes(FileKeys.KeyBytes, 1));
    private static readonly string SecondKey = Convert.ToBase64String(TestRecordings.Bytes(FileKeys.KeyBytes, 2));

    // Made by another program from the description of the form, with the salt 00 01 … 0f.
    private const string OldSealed = "UUFTRUFMMQpMx/fv+/mGTgABAgMEBQYHCAkKCwwNDg/wyFKiniDi1iVZ+QoVBNHrBqT9tBAq3PwXyPADP6fnDZAf";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData(3 * Chunk + 17)]
    public async Task Open_SealedRecording_IsWhatWasStagedFromAnyPlaceOn(int length)
    {
        var bytes = TestRecordings.Bytes(length);
        var store = Store(FirstKey);
        var staged = await store.StageAsync(new MemoryStream(bytes), default);
        store.Keep(staged);

        staged.Hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        staged.Bytes.Should().Be(length);
        await using var opened = store.Open(staged.Hash);
        opened.Length.Should().Be(length);
        foreach (var from in new[] { 0, 1, Chunk - 1, Chunk, length / 2, length - 1, length, length + 5 }.Where(static from => from >= 0))
        {
            opened.Position = from;
            using var rest = new MemoryStream();
            await opened.CopyToAsync(rest);
            rest.ToArray().Should().Equal(bytes[Math.Min(from, length)..]);
        }
    }

    [Fact]
    public async Task Keep_SealedRecording_LeavesNothingReadableOnTheDisk()
    {
        var bytes = TestRecordings.Bytes(100_000);
        var store = Store(FirstKey);
        store.Keep(await store.StageAsync(new MemoryStream(bytes), default));

        var stored = File.ReadAllBytes(Stored());
        stored.AsSpan().IndexOf(bytes.AsSpan(0, 8)).Should().Be(-1);
        stored.AsSpan().IndexOf(bytes.AsSpan(50_000, 8)).Should().Be(-1);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Stored()).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("flip a byte")]
    [InlineData("exchange two chunks")]
    [InlineData("cut the last chunk off")]
    [InlineData("cut into a chunk")]
    [InlineData("change the salt")]
    public async Task Open_SealedRecordingThatWasChanged_IsRefused(string change)
    {
        var store = Store(FirstKey);
        var staged = await store.StageAsync(new MemoryStream(TestRecordings.Bytes(3 * Chunk)), default);
        store.Keep(staged);
        var bytes = File.ReadAllBytes(Stored());
        const int whole = Chunk + SealedForm.TagBytes;
        var body = bytes.AsSpan(SealedForm.HeadBytes);
        switch (change)
        {
            case "flip a byte": body[whole + 5] ^= 1; break;
            case "exchange two chunks":
                var first = body[..whole].ToArray();
                body.Slice(whole, whole).CopyTo(body);
                first.CopyTo(body[whole..]);
                break;
            case "cut the last chunk off": bytes = bytes[..^whole]; break;
            case "cut into a chunk": bytes = bytes[..^10]; break;
            default: bytes[SealedForm.HeadBytes - 1] ^= 1; break;
        }

        File.WriteAllBytes(Stored(), bytes);

        var read = async () =>
        {
            await using var opened = store.Open(staged.Hash);
            await opened.CopyToAsync(Stream.Null);
        };
        (await read.Should().ThrowAsync<InvalidDataException>()).WithMessage("the stored file is damaged*");
    }

    [Fact]
    public async Task Open_AfterTheKeyWasChanged_OpensOldAndNew()
    {
        var bytes = TestRecordings.Bytes(10);
        var old = Store(FirstKey);
        var staged = await old.StageAsync(new MemoryStream(bytes), default);
        old.Keep(staged);

        Read(Store($"# new\n{SecondKey}\n{FirstKey}\n"), staged.Hash).Should().Equal(bytes);
        FluentActions.Invoking(() => Store(SecondKey).Open(staged.Hash)).Should().Throw<InvalidDataException>().WithMessage("*sealed with the key * which is not among the server's keys");
        FluentActions.Invoking(() => Store(null).Open(staged.Hash)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public async Task Open_StoredBeforeThereWasAKey_IsReadAsItIs()
    {
        var bytes = TestRecordings.Bytes(10);
        var plain = Store(null);
        var staged = await plain.StageAsync(new MemoryStream(bytes), default);
        plain.Keep(staged);

        Read(Store(FirstKey), staged.Hash).Should().Equal(bytes);
        using var readable = await Store(FirstKey).ReadableAsync(staged.Hash, default);
        readable.Path.Should().Be(Stored());
    }

    [Fact]
    public async Task ReadableAsync_Sealed_IsACopyThatIsGoneAfterwards()
    {
        var bytes = TestRecordings.Bytes(Chunk + 3);
        var store = Store(FirstKey);
        var staged = await store.StageAsync(new MemoryStream(bytes), default);
        store.Keep(staged);

        string path;
        using (var readable = await store.ReadableAsync(staged.Hash, default))
        {
            path = readable.Path;
            File.ReadAllBytes(path).Should().Equal(bytes);
        }

        File.Exists(path).Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StageAsync_TooLarge_IsRefusedAndLeavesNothing(bool isSealed)
    {
        var settings = new FileStoreSettings(_folder.Path, isSealed ? FileKeys.Parse(FirstKey) : null) { MaximumBytes = 100 };

        var stage = () => new FileStore(settings).StageAsync(new MemoryStream(new byte[101]), default);

        (await stage.Should().ThrowAsync<FileTooLargeException>()).WithMessage("found more than 100 bytes*");
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public void Open_FileThatAnOlderVersionSealed_IsRead()
    {
        // What was sealed while there were only recordings must be read for ever: the form on the disk stays.
        var folder = Directory.CreateDirectory(_folder.At("ab")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "ab12"), Convert.FromBase64String(OldSealed));

        Read(Store(FirstKey), "ab12").Should().Equal("原件 as it came\n"u8.ToArray());
    }

    [Fact]
    public async Task NamesBefore_AndDelete_KnowWhatLiesThere()
    {
        var store = Store(null);
        store.NamesBefore(DateTimeOffset.MaxValue).Should().BeEmpty("there is no folder yet");
        var staged = await store.StageAsync(new MemoryStream([1, 2, 3]), default);
        store.Keep(staged, "cd34");
        File.SetLastWriteTimeUtc(_folder.At(Path.Combine("cd", "cd34")), new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        await store.StageAsync(new MemoryStream([1]), default);

        store.NamesBefore(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)).Should().BeEmpty();
        store.NamesBefore(new(2026, 1, 2, 0, 0, 1, TimeSpan.Zero)).Should().Equal("cd34");
        store.Delete("cd34");
        store.Delete("cd34");
        store.NamesBefore(DateTimeOffset.MaxValue).Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "found no key*")]
    [InlineData("# none\n", "found no key*")]
    [InlineData("abc", "line 1: expected 32 bytes in Base64*")]
    [InlineData("AAAA", "line 1: expected 32 bytes in Base64*")]
    public void Parse_NotAKey_SaysWhichLine(string text, string message) =>
        FluentActions.Invoking(() => FileKeys.Parse(text)).Should().Throw<FormatException>().WithMessage(message).And.Message.Should().NotContain("abc");

    private static byte[] Read(FileStore store, string hash)
    {
        using var opened = store.Open(hash);
        using var bytes = new MemoryStream();
        opened.CopyTo(bytes);
        return bytes.ToArray();
    }

    private FileStore Store(string? keys) => new(new(_folder.Path, keys is null ? null : FileKeys.Parse(keys)));

    private string Stored() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Single();
}
