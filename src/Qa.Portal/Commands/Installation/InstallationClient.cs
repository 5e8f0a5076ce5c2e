using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Grains.Hosting;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Serving;
using Qa.Transcription.Models;

namespace Qa.Portal.Commands.Installation;

/// <summary>
/// What commands speak to: the running server that is named, else the one that runs on the data folder, else one that is
/// started in this process for the one command. All take the same requests, so all pass the same rules.
/// </summary>
internal sealed class InstallationClient : IAsyncDisposable
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestGreeting = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http;
    private readonly ServerProcess? _ours;
    private readonly CommandTexts _texts;

    private InstallationClient(Uri address, string token, ServerProcess? ours, CommandTexts texts)
    {
        (_ours, _texts) = (ours, texts);
        _http = new() { BaseAddress = address, Timeout = LongestAnswer };
        _http.DefaultRequestHeaders.Authorization = new(BearerTokenHandler.Name, token);
    }

    /// <exception cref="InstallationException">There is no such installation, or no token for it.</exception>
    public static async Task<InstallationClient> OpenAsync(CommandSession session, InstallationChoice choice, CancellationToken cancellation)
    {
        var texts = session.Texts;
        if (choice.Server is { } named)
        {
            if (!Uri.TryCreate(named, UriKind.Absolute, out var address))
                throw new InstallationException(texts.Format("installation.notAnAddress", named), ExitCode.Usage);
            return new(address, TokenOf(session, choice.TokenFile), null, texts);
        }

        if (await RunningAsync(choice.Data, cancellation) is { } running)
            return new(running, TokenOf(session, choice.TokenFile ?? choice.Data.Tokens), null, texts);
        if (!choice.Database.Contains("://", StringComparison.Ordinal) && !File.Exists(choice.Database))
            throw new InstallationException(texts.Format("installation.none", choice.Data.FullPath), ExitCode.Environment);
        try
        {
            var token = AccessTokens.Generate();
            var ours = await ServerProcess.StartAsync(
                new(["http://127.0.0.1:0"], AccessTokens.Single(Environment.UserName, token), SiloAddressing.AnyLoopback(), choice.SigningKey, null,
                    new(new(choice.Data.Recordings, null), ModelFolder.Find(session.Surroundings.Variable)), ProcessRole.Command, IsQuiet: true) { JobFiles = choice.Data.JobFiles, ErasureList = choice.Data.ErasureList, Attachments = new(choice.Data.Attachments, null) },
                choice.Database, cancellation);
            return new(ours.Address, token, ours, texts);
        }
        catch (DatabaseUnusableException exception)
        {
            throw new InstallationException(exception.Message, ExitCode.Environment);
        }
    }

    /// <summary>The address of the server that runs on a data folder; null when none does.</summary>
    public static async Task<Uri?> RunningAsync(DataFolder data, CancellationToken cancellation)
    {
        if (!File.Exists(data.Address) || !Uri.TryCreate((await File.ReadAllTextAsync(data.Address, cancellation)).Trim(), UriKind.Absolute, out var address))
            return null;
        try
        {
            using var http = new HttpClient { BaseAddress = address, Timeout = LongestGreeting };
            return (await http.GetAsync("/health/live", cancellation)).IsSuccessStatusCode ? address : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // Left by a server that was killed.
            return null;
        }
    }

    public Task<InstallationAnswer> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    public Task<InstallationAnswer> PostAsync(string path, JsonNode? body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), cancellation);

    public Task<InstallationAnswer> PutAsync(string path, JsonNode body, CancellationToken cancellation) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body), cancellation);

    public Task<InstallationAnswer> PostLinesAsync(string path, Stream lines, CancellationToken cancellation)
    {
        var content = new StreamContent(lines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return SendAsync(HttpMethod.Post, path, content, cancellation);
    }

    public async Task<InstallationAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var response = await _http.SendAsync(request, cancellation);
            return await AnswerAsync(response, cancellation);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw Silent(exception);
        }
    }

    /// <summary>Writes what is answered to a file; of a refusal there is none.</summary>
    public async Task<InstallationAnswer> DownloadAsync(string path, string file, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
                return await AnswerAsync(response, cancellation);
            await using var target = new FileStream(file, FileMode.Create, FileAccess.Write);
            await response.Content.CopyToAsync(target, cancellation);
            return new((int)response.StatusCode, default);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw Silent(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_ours is not null)
            await _ours.DisposeAsync();
    }

    private static async Task<InstallationAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var json = text.Length == 0 ? JsonDocument.Parse("null").RootElement : JsonDocument.Parse(text).RootElement;
        return new((int)response.StatusCode, json);
    }

    private InstallationException Silent(Exception exception) =>
        new(_texts.Format("installation.silent", _http.BaseAddress, exception.Message), ExitCode.Environment);

    private static string TokenOf(CommandSession session, string? file)
    {
        if (session.Surroundings.Variable(InstallationOptions.TokenVariable) is { } token)
            return token;
        if (file is null)
            throw new InstallationException(session.Texts["installation.noToken"], ExitCode.Environment);
        if (!File.Exists(file))
            throw new InstallationException(session.Texts.Format("file.missing", file), ExitCode.Environment);
        var first = File.ReadLines(file).Select(static line => line.Trim()).FirstOrDefault(static line => line.Length > 0 && line[0] != '#') ?? "";
        return first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var found] ? found : throw new InstallationException(session.Texts["installation.noToken"], ExitCode.Environment);
    }
}
