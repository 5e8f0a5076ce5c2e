using System.CommandLine;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Commands.Recordings;

/// <summary>How recordings are heard: what <c>qa transcribe</c> and <c>qa serve</c> ask alike.</summary>
internal sealed class SpeechOptions
{
    private const string Left = "left";
    private const string AnyLanguage = "auto";

    private readonly Option<string> _channel;
    private readonly Option<string> _language;
    private readonly Option<string?> _words;
    private readonly Option<string> _engine;

    public SpeechOptions(CommandTexts texts)
    {
        _channel = new("--agent-channel") { Description = texts["transcribe.agentChannel"], DefaultValueFactory = static _ => Left };
        _channel.AcceptOnlyFromAmong(Left, "right");
        _language = new("--language") { Description = texts["transcribe.language"], HelpName = "NAME", DefaultValueFactory = static _ => "zh" };
        _words = new("--words") { Description = texts["transcribe.words"], HelpName = "TEXT" };
        _engine = new("--engine") { Description = texts["transcribe.engine"], DefaultValueFactory = static _ => SpeechEngines.Onnx };
        _engine.AcceptOnlyFromAmong([.. SpeechEngines.Names]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_channel);
        command.Options.Add(_language);
        command.Options.Add(_words);
        command.Options.Add(_engine);
    }

    public ChannelLayout LayoutOf(ParseResult parsed) => new(parsed.GetValue(_channel) == Left ? 0 : 1);

    public string EngineOf(ParseResult parsed) => parsed.GetValue(_engine)!;

    public WhisperOptions WhisperOf(ParseResult parsed)
    {
        var language = parsed.GetValue(_language)!;
        return new() { Language = language == AnyLanguage ? null : language, Prompt = parsed.GetValue(_words) };
    }
}
