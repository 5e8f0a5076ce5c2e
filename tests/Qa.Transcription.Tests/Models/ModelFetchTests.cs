using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Qa.Transcription.Models;

namespace Qa.Transcription.Tests.Models;

public sealed class ModelFetchTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1_000_000).Select(static index => (byte)(index * 7))];
    private static readonly KnownModel Model = new("small", "small", [new("weights.onnx", Convert.ToHexStringLower(SHA256.HashData(Content))), new("notes.json", null)]);

    private readonly TemporaryFolder _from = new();
    private readonly TemporaryFolder _to = new();

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Theory]
    [InlineData("weights.onnx")]
    [InlineData("onnx/weights.onnx")]
    public async Task Fetch_Folder_BringsAllFiles(string place)
    {
        Directory.CreateDirectory(_from.At("onnx"));
        _from.File(place, Content);
        _from.File("notes.json", "{}"u8.ToArray());

        var outcomes = await Fetch(new FolderSource(_from.Path));

        outcomes.Select(static outcome => outcome.State).Should().Equal(FileState.Right, FileState.Unchecked);
        File.ReadAllBytes(_to.At("small/weights.onnx")).Should().Equal(Content);
        Directory.GetFiles(_to.At("small")).Should().HaveCount(2, "no part is left");
    }

    [Fact]
    public async Task Fetch_FileOfAnotherSum_IsRefusedUnlessAnySizeIsTaken()
    {
        _from.File("weights.onnx", Content[..^1]);

        (await Fetch(new FolderSource(_from.Path)))[0].State.Should().Be(FileState.Wrong);
        File.Exists(_to.At("small/weights.onnx")).Should().BeFalse();
        (await Fetch(new FolderSource(_from.Path), takesAnySize: true))[0].State.Should().Be(FileState.Unchecked);
        File.Exists(_to.At("small/weights.onnx")).Should().BeTrue();
    }

    [Fact]
    public async Task Fetch_NothingThere_IsMissing() =>
        (await Fetch(new FolderSource(_from.Path))).Should().OnlyContain(static outcome => outcome.State == FileState.Missing);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fetch_ConnectionBreaks_GoesOnWhereItStoppedIfTheServerCan(bool ranges)
    {
        using var server = new FileServer(Content) { KnowsRanges = ranges, BreaksAfter = 400_000 };
        using var client = new HttpClient(server);
        var source = new AddressSource(client, new("http://models.example/"));

        var first = async () => await Fetch(source);
        await first.Should().ThrowAsync<IOException>().WithMessage("*400000 of 1000000*");
        File.Exists(_to.At("small/weights.onnx")).Should().BeFalse();
        server.BreaksAfter = null;
        var outcomes = await Fetch(source);

        outcomes[0].State.Should().Be(FileState.Right);
        server.BytesSent.Should().Be(400_000 + (ranges ? 600_000 : 1_000_000));
    }

    [Fact]
    public async Task Fetch_RightFileThere_IsNotFetchedAgain()
    {
        using var server = new FileServer(Content);
        using var client = new HttpClient(server);
        await Fetch(new AddressSource(client, new("http://models.example/")));
        await Fetch(new AddressSource(client, new("http://models.example/")));

        server.BytesSent.Should().Be(Content.Length);
    }

    [Fact]
    public async Task Fetch_ServerThatFails_SaysItsAnswer()
    {
        using var server = new FileServer(Content) { Status = HttpStatusCode.Forbidden };
        using var client = new HttpClient(server);

        var fetch = async () => await Fetch(new AddressSource(client, new("http://models.example/")));

        await fetch.Should().ThrowAsync<IOException>().WithMessage("*weights.onnx: the server answered 403*");
    }

    [Fact]
    public async Task Fetch_ServerThatFallsSilent_IsGivenUp()
    {
        var time = new FakeTimeProvider();
        using var server = new FileServer(Content) { Silence = () => time.Advance(ModelFetch.LongestQuiet) };
        using var client = new HttpClient(server);

        var fetch = async () => await new ModelFetch(new AddressSource(client, new("http://models.example/")), new(_to.Path), time)
            .FetchAsync(Model, takesAnySize: false, static (_, _, _) => { }, default);

        await fetch.Should().ThrowAsync<IOException>().WithMessage("nothing came for 60 s");
    }

    [Theory]
    [InlineData("https://mirror.example/models", "https://mirror.example/models/")]
    [InlineData("/srv/models", null)]
    [InlineData("models", null)]
    [InlineData("file:///srv/models", null)]
    public void AddressOf_Word_IsAnAddressOrNot(string word, string? address) =>
        AddressSource.AddressOf(word)?.ToString().Should().Be(address);

    [Fact]
    public void KnownModel_Voice_IsWhatTheSetUpFetches()
    {
        var script = File.ReadAllText(Repository.At("eng/models.sh"));

        script.Should().Contain($"voice_model_sha256={KnownModel.Voice.Files[0].Sha256}");
        script.Should().Contain($"/dist/{KnownModel.Voice.Files[0].OtherName}");
    }

    private async Task<IReadOnlyList<FileOutcome>> Fetch(IModelSource source, bool takesAnySize = false) =>
        await new ModelFetch(source, new(_to.Path), TimeProvider.System).FetchAsync(Model, takesAnySize, static (_, _, _) => { }, default);

    /// <summary>A server with one file, which can break off, fall silent, or refuse.</summary>
    private sealed class FileServer(byte[] content) : HttpMessageHandler
    {
        public bool KnowsRanges { get; init; } = true;

        public int? BreaksAfter { get; set; }

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public Action? Silence { get; init; }

        public long BytesSent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Status != HttpStatusCode.OK)
                return Task.FromResult(new HttpResponseMessage(Status));
            if (request.RequestUri!.AbsolutePath != "/weights.onnx")
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            var from = KnowsRanges ? (int)(request.Headers.Range?.Ranges.Single().From ?? 0) : 0;
            var sent = content[from..Math.Min(content.Length, BreaksAfter ?? content.Length)];
            BytesSent += sent.Length;
            var body = Silence is null ? new StreamContent(new MemoryStream(sent)) : new StreamContent(new SilentStream(Silence));
            body.Headers.ContentLength = content.Length - from;
            if (from > 0)
                body.Headers.ContentRange = new ContentRangeHeaderValue(from, content.Length - 1, content.Length);
            return Task.FromResult(new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK) { Content = body });
        }
    }

    /// <summary>A stream that never gives anything; what would be waiting is told.</summary>
    private sealed class SilentStream(Action whenRead) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var never = new TaskCompletionSource<int>();
            await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            whenRead();
            return await never.Task;
        }
    }
}
