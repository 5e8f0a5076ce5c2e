using System.Collections.Immutable;

namespace Qa.Portal.Platform.Attachments;

/// <summary>The kinds of files that are taken. Everything else is refused, and so is a file whose content is of another kind than its name says.</summary>
internal static class AttachmentTypes
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    // Text comes last: what a file is told to be is the first whose content it has.
    private static readonly ImmutableArray<AttachmentType> All =
    [
        new("PNG", [".png"], static file => FileMarks.Begins(file, "\u0089PNG\r\n\u001a\n") ? "image/png" : null),
        new("JPEG", [".jpg", ".jpeg"], static file => FileMarks.Begins(file, "\u00ff\u00d8\u00ff") ? "image/jpeg" : null),
        new("GIF", [".gif"], static file => FileMarks.Begins(file, "GIF87a") || FileMarks.Begins(file, "GIF89a") ? "image/gif" : null),
        new("WebP", [".webp"], static file => FileMarks.IsRiff(file, "WEBP") ? "image/webp" : null),
        new("PDF", [".pdf"], static file => FileMarks.Begins(file, "%PDF-") ? "application/pdf" : null),
        new("Excel", [".xlsx"], static file => OfficeFile.Has(file, "xl/workbook.xml") ? Office + "spreadsheetml.sheet" : null),
        new("Word", [".docx"], static file => OfficeFile.Has(file, "word/document.xml") ? Office + "wordprocessingml.document" : null),
        new("PowerPoint", [".pptx"], static file => OfficeFile.Has(file, "ppt/presentation.xml") ? Office + "presentationml.presentation" : null),
        new("WAV", [".wav"], static file => FileMarks.IsRiff(file, "WAVE") ? "audio/wav" : null),
        new("MP3", [".mp3"], static file => FileMarks.IsMp3(file) ? "audio/mpeg" : null),
        new("MPEG-4 sound", [".m4a"], static file => FileMarks.IsMp4(file) ? "audio/mp4" : null),
        new("MPEG-4 film", [".mp4"], static file => FileMarks.IsMp4(file) ? "video/mp4" : null),
        new("text", [".txt"], static file => TextFile.CharsetOf(file) is { } charset ? $"text/plain; charset={charset}" : null, IsText: true),
        new("CSV", [".csv"], static file => TextFile.CharsetOf(file) is { } charset ? $"text/csv; charset={charset}" : null, IsText: true),
    ];

    /// <summary>The kind that a name is of.</summary>
    /// <returns>The kind, or what is wrong.</returns>
    public static (AttachmentType? Type, string? Problem) OfName(string fileName)
    {
        var extension = AttachmentName.ExtensionOf(fileName);
        return All.FirstOrDefault(type => type.Extensions.Contains(extension, StringComparer.Ordinal)) is { } type
            ? (type, null)
            : (null, $"the file name: found the extension '{extension}', expected one of {string.Join(' ', All.SelectMany(static type => type.Extensions))}");
    }

    /// <summary>Looks into a file for what its name promises.</summary>
    /// <param name="content">Seekable.</param>
    /// <returns>The media type to store, or what is wrong.</returns>
    public static (string? MediaType, string? Problem) Look(AttachmentType type, Stream content)
    {
        var mediaType = type.Recognise(content);
        var other = All.FirstOrDefault(each => each.Recognise(content) is not null);

        // Of what begins as another kind, a few bytes can be valid text.
        if (mediaType is not null && (other!.IsText || !type.IsText))
            return (mediaType, null);
        var found = other is null ? "no kind that is taken" : other.Name;
        return (null, $"the content: found {found}, expected {type.Name} as the name says ({string.Join(' ', type.Extensions)})");
    }

    /// <summary>Whether a browser may show a stored file in a page.</summary>
    public static bool IsImage(string mediaType) => mediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";
}
