namespace Qa.Transcription.Speech;

/// <summary>语音段: an unbroken stretch in which one channel's speaker speaks.</summary>
/// <param name="Channel">The channel it was heard on, from 0.</param>
/// <param name="LoudnessDecibels">Root mean square of its samples in dBFS: 0 is a square wave of full scale, a sine of it −3.01.</param>
public sealed record SpeechSegment(int Channel, Stretch Time, double LoudnessDecibels);
