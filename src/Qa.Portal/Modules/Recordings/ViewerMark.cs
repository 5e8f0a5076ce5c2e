using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Qa.Portal.Modules.Recordings;

/// <summary>The name under which a recording is saved: it carries who took it and when, as pages carry the watermark.</summary>
internal static class ViewerMark
{
    private const int MaximumEnding = 8;

    /// <param name="at">In the centre's time.</param>
    public static string Disposition(string recording, string fileName, string viewer, DateTimeOffset at)
    {
        var ending = Path.GetExtension(fileName);
        var name = string.Create(CultureInfo.InvariantCulture, $"{recording} {viewer} {at:yyyy-MM-dd HHmm}{(ending.Length <= MaximumEnding ? ending : "")}");
        var header = new ContentDispositionHeaderValue("inline");
        header.SetHttpFileName(string.Concat(name.Select(static character => char.IsControl(character) || Path.GetInvalidFileNameChars().Contains(character) || "\\/:*?\"<>|".Contains(character, StringComparison.Ordinal) ? '_' : character)));
        return header.ToString();
    }
}
