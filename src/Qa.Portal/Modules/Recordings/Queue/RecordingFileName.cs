using System.Globalization;
using Qa.Rules.Interactions;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>Names of files that come from elsewhere, as something to show, and as an identity where no other is given.</summary>
internal static class RecordingFileName
{
    private const int MaximumLength = 255;
    private const string Nameless = "recording";

    private static readonly char[] Slashes = ['/', '\\'];

    /// <summary>The last part of a name, without control characters.</summary>
    public static string Of(string? name)
    {
        var last = (name ?? "").Split(Slashes)[^1];
        var clean = string.Concat(last.Where(static character => !char.IsControl(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)).Trim();
        return clean.Length == 0 ? Nameless : Start(clean, MaximumLength);
    }

    /// <summary>An identity made of a file's name: the name without its ending.</summary>
    public static string IdOf(string fileName) => Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } stem ? Start(stem, InteractionReader.MaximumIdLength) : Nameless;

    /// <summary>The same, told from another recording of that name by its bytes.</summary>
    public static string IdOf(string fileName, string hash)
    {
        const int digits = 8;
        return $"{Start(IdOf(fileName), InteractionReader.MaximumIdLength - digits - 1)}~{hash[..digits]}";
    }

    // Not through the middle of a character.
    private static string Start(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
