using System.IO.Compression;

namespace Qa.Portal.Platform.Attachments;

/// <summary>Documents of Office: archives that are known by their parts. Only the list of the parts is read, nothing is unpacked.</summary>
internal static class OfficeFile
{
    /// <summary>Most parts of a document: the list of them is held in memory.</summary>
    public const int MaximumParts = 20_000;

    private const string ContentTypes = "[Content_Types].xml";
    private const string Macros = "vbaProject.bin";
    private const int WindowBytes = 64 * 1024;

    /// <summary>Whether it is a document with this part, and without macros, which the extensions that are taken do not have.</summary>
    public static bool Has(Stream file, string part)
    {
        if (!FileMarks.Begins(file, "PK\u0003\u0004") || HasTooManyParts(file))
            return false;
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry(ContentTypes) is not null && archive.GetEntry(part) is not null
                && !archive.Entries.Any(static entry => entry.Name.Equals(Macros, StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // An archive may lie about how many there are, and all of the list is read before that is seen: so their marks are counted.
    private static bool HasTooManyParts(Stream file)
    {
        var mark = "PK\u0001\u0002"u8;
        var window = new byte[WindowBytes];
        var (kept, parts, read) = (0, 0, 0);
        file.Position = 0;
        while ((read = file.Read(window, kept, window.Length - kept)) > 0)
        {
            var seen = window.AsSpan(0, kept + read);
            parts += seen.Count(mark);

            // A mark may lie across two windows; less than one is kept, so that none is counted twice.
            kept = Math.Min(mark.Length - 1, seen.Length);
            seen[^kept..].CopyTo(window);
            if (parts > MaximumParts)
                return true;
        }

        return false;
    }
}
