using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Tests.Commands;
using Qa.Transcription.Calls;

namespace Qa.Portal.Tests.Modules.Recordings;

/// <summary>Recordings to test on, and what is needed to hear them; a test that has not got it is skipped and says so.</summary>
internal static class TestRecordings
{
    /// <summary>Sound as the store sees it: bytes.</summary>
    public static byte[] Bytes(int length, byte first = 7)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
            bytes[index] = (byte)(first + index * 31 + index / 251);
        return bytes;
    }

    public static string Shared(string name)
    {
        var folder = Path.Combine(RepositoryFile.At("."), "..", "shared", "audio");
        Skip.IfNot(Directory.Exists(folder), $"the recordings to test on are not at {folder}");
        return Path.Combine(folder, name);
    }

    /// <summary>Puts the model of voice activity into a folder of models.</summary>
    public static void AddVoiceModel(string folder)
    {
        const string file = "silero_vad.onnx";
        var models = Environment.GetEnvironmentVariable("QA_MODELS") is { Length: > 0 } set ? set : RepositoryFile.At("artifacts/models");
        Skip.IfNot(File.Exists(Path.Combine(models, file)), $"the voice model is not in {models}; ./test fetches it");
        File.Copy(Path.Combine(models, file), Path.Combine(folder, file), overwrite: true);
    }

    public static async Task<RecordingAnswer> AddAsync(this RecordingRegister register, RecordingStore store, byte[] bytes, string? id, string file = "a.wav", byte[]? transcript = null)
    {
        var staged = await store.StageAsync(new MemoryStream(bytes), default);
        return await register.AddAsync(new(staged, file, "upload", "li", id is null ? null : new CallRecord("") { Id = id, AgentId = "7" }, transcript)
        {
            WrittenAt = new(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)), Layout = new(0),
        });
    }
}
