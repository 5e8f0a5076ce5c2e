namespace Qa.Transcription.Recognition;

/// <summary>What asking for an engine gave: the engine, ready to be used, or what it lacks.</summary>
public sealed record RecognizerOpening(ISpeechRecognizer? Recognizer, MissingModel? Missing);

/// <summary>What an engine lacks: a file or a part of it, and the command that brings it.</summary>
/// <param name="What">A sentence's beginning: <c>there is no file '…'</c>.</param>
public sealed record MissingModel(string What, string Command)
{
    public string Message => $"{What}; bring it with: {Command}";
}
