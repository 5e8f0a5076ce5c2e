namespace Qa.Transcription.Models;

/// <summary>The folder that models lie in: named by the operator, else beside the program.</summary>
public sealed record ModelFolder(string Path)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "QA_MODELS";

    /// <summary>The environment variable that names the folder of Whisper's files, where it is not <c>whisper</c> below the models' folder.</summary>
    public const string WhisperVariable = "QA_WHISPER_DIR";

    public string? WhisperPath { get; init; }

    public static ModelFolder Find(Func<string, string?> variable) =>
        new(variable(Variable) ?? System.IO.Path.Combine(AppContext.BaseDirectory, "models")) { WhisperPath = variable(WhisperVariable) };

    public string FolderOf(KnownModel model) =>
        model == KnownModel.Whisper && WhisperPath is not null ? WhisperPath : System.IO.Path.Combine(Path, model.Folder);

    public string PathOf(KnownModel model, KnownFile file) => System.IO.Path.Combine(FolderOf(model), file.Name);
}
