using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Commands.Recordings;

/// <summary>What <c>qa transcribe</c> was asked for.</summary>
internal sealed record TranscribeOptions(
    string[] Files,
    string? TranscriptPath,
    string? OutputPath,
    ChannelLayout Layout,
    string? AgentSpeaker,
    string AgentId,
    string Engine,
    WhisperOptions Whisper);
