using System.Globalization;

namespace Qa.Transcription.Audio;

/// <summary>Why a recording, or the rest of one, cannot be read: what was found, where, and what was expected.</summary>
/// <param name="BytePlace">Where in the file, in bytes from its start; null where there is no such place.</param>
public sealed record AudioFailure(AudioFailureKind Kind, string Found, string Expected, long? BytePlace = null)
{
    public string Message
    {
        get
        {
            var place = BytePlace is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"at byte {bytes}: ") : "";
            return Expected.Length == 0 ? $"{place}{Found}" : $"{place}found {Found}, expected {Expected}";
        }
    }
}

/// <summary>What kind of thing is wrong, for those who act on it.</summary>
public enum AudioFailureKind : byte
{
    /// <summary>There is no such file, or it may not be read.</summary>
    Missing,

    /// <summary>The file is not sound, or not a form of sound that can be decoded.</summary>
    NotAudio,

    /// <summary>The file ends before its end, or what it says of itself is not so.</summary>
    Damaged,

    /// <summary>Longer, larger, faster or of more channels than is taken.</summary>
    BeyondLimits,

    /// <summary>A program that is needed to decode this form is not installed.</summary>
    NeedsProgram,

    /// <summary>Decoding took longer than it may.</summary>
    TookTooLong,
}
