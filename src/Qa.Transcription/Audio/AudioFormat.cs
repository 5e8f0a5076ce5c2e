namespace Qa.Transcription.Audio;

/// <summary>What a recording's sound is made of, as its file says and as it is decoded.</summary>
/// <param name="SampleRate">Frames a second, in hertz.</param>
/// <param name="Channels">Samples a frame; a call of two channels has the agent on one and the customer on the other.</param>
/// <param name="Encoding">How the file holds its samples, in words for people: <c>A-law</c>, <c>16-bit PCM</c>.</param>
/// <param name="Frames">Frames in all; null where the file does not say.</param>
public sealed record AudioFormat(int SampleRate, int Channels, string Encoding, long? Frames);
