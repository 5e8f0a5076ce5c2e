using Qa.Transcription.Models;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Whisper in ONNX form, as an engine.</summary>
public static class OnnxWhisper
{
    public static RecognizerOpening Open(ModelFolder folder)
    {
        var missing = KnownModel.Whisper.Files.Select(file => folder.PathOf(KnownModel.Whisper, file)).FirstOrDefault(static path => !File.Exists(path));
        return new(null, new($"there is no file '{missing}' of the model of speech recognition", "qa models fetch whisper --from FOLDER-OR-ADDRESS"));
    }
}
