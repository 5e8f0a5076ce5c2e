using System.IO.Compression;
using System.Text;

namespace Qa.Portal.Tests.Platform.Attachments;

/// <summary>The smallest files of each kind, made here.</summary>
internal static class TestFiles
{
    public static byte[] Png => [.. Latin1("\u0089PNG\r\n\u001a\n"), 0, 0, 0, 13];

    /// <summary>A file whose content is of a kind; each name is one of an extension or of something that is not taken.</summary>
    public static byte[] Of(string what) => what switch
    {
        ".png" => Png,
        ".jpg" or ".jpeg" => Latin1("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"),
        ".gif" => Latin1("GIF89a\u0001\0\u0001\0"),
        ".webp" => Latin1("RIFF\u0010\0\0\0WEBPVP8 "),
        ".pdf" => Latin1("%PDF-1.7\n%\u00e2\u00e3\n"),
        ".xlsx" => Zip("[Content_Types].xml", "xl/workbook.xml"),
        ".docx" => Zip("[Content_Types].xml", "word/document.xml"),
        ".pptx" => Zip("[Content_Types].xml", "ppt/presentation.xml"),
        ".wav" => Latin1("RIFF\u0010\0\0\0WAVEfmt "),
        ".mp3" => Latin1("\u00ff\u00fb\u0090\u0064\0\0"),
        ".m4a" => Latin1("\0\0\0\u0018ftypM4A \0\0\0\0"),
        ".mp4" => Latin1("\0\0\0\u0018ftypisom\0\0\0\0"),
        ".txt" => Encoding.UTF8.GetBytes("您好，请问有什么可以帮您\n"),
        ".csv" => Gb18030("工号,姓名\n1001,张三\n"),
        "macros" => Zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        "archive" => Zip("readme.txt"),
        "program" => Latin1("MZ\u0090\0\u0003\0"),
        "heic" => Latin1("\0\0\0\u0018ftypheic\0\0\0\0"),
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("abc")],
        "half a character" => [.. Gb18030("张三"), 0xD5],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    public static byte[] Zip(params string[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
                archive.CreateEntry(part);
        }

        return file.ToArray();
    }

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
}
