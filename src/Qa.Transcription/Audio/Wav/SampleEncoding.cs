namespace Qa.Transcription.Audio.Wav;

/// <summary>How a WAV file holds one sample.</summary>
internal enum SampleEncoding : byte
{
    Pcm8,
    Pcm16,
    Pcm24,
    Pcm32,
    Float32,
    Float64,
    ALaw,
    MuLaw,
}
