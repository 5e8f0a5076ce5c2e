using Qa.Portal.Platform.Attachments;

namespace Qa.Portal.Tests.Platform.Attachments;

public sealed class AttachmentTypesTests
{
    private static readonly string[] Extensions =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".xlsx", ".docx", ".pptx", ".wav", ".mp3", ".m4a", ".mp4", ".txt", ".csv"];

    // Kinds whose contents are alike: only the name says which of the two it is.
    private static readonly string[][] Alike = [[".jpg", ".jpeg"], [".m4a", ".mp4"], [".txt", ".csv"]];

    [Theory]
    [InlineData(".png", "image/png")]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".jpeg", "image/jpeg")]
    [InlineData(".gif", "image/gif")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".pdf", "application/pdf")]
    [InlineData(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData(".wav", "audio/wav")]
    [InlineData(".mp3", "audio/mpeg")]
    [InlineData(".m4a", "audio/mp4")]
    [InlineData(".mp4", "video/mp4")]
    [InlineData(".txt", "text/plain; charset=utf-8")]
    [InlineData(".csv", "text/csv; charset=gb18030")]
    public void Look_ContentOfItsName_IsTaken(string extension, string mediaType) =>
        Look("文件" + extension.ToUpperInvariant(), TestFiles.Of(extension)).Should().Be((mediaType, null));

    [Fact]
    public void Look_ContentOfAnotherName_IsRefused()
    {
        foreach (var name in Extensions)
        {
            foreach (var content in Extensions.Where(content => content != name && !Alike.Any(pair => pair.Contains(name) && pair.Contains(content))))
                Look("a" + name, TestFiles.Of(content)).Problem.Should().StartWith("the content: found ", "{0} is not {1}", content, name);
        }
    }

    [Theory]
    [InlineData("a.png", ".pdf", "the content: found PDF, expected PNG as the name says (.png)")]
    [InlineData("a.jpg", ".txt", "the content: found text, expected JPEG as the name says (.jpg .jpeg)")]
    [InlineData("a.txt", "utf-16", "the content: found no kind that is taken, expected text as the name says (.txt)")]
    [InlineData("a.csv", "half a character", "the content: found no kind that is taken, expected CSV as the name says (.csv)")]
    [InlineData("a.xlsx", "macros", "the content: found no kind that is taken, expected Excel as the name says (.xlsx)")]
    [InlineData("a.xlsx", "archive", "the content: found no kind that is taken, expected Excel as the name says (.xlsx)")]
    [InlineData("a.docx", ".xlsx", "the content: found Excel, expected Word as the name says (.docx)")]
    [InlineData("a.mp4", "heic", "the content: found no kind that is taken, expected MPEG-4 film as the name says (.mp4)")]
    [InlineData("a.pdf", "program", "the content: found no kind that is taken, expected PDF as the name says (.pdf)")]
    public void Look_Other_SaysWhatWasFound(string name, string content, string message) => Look(name, TestFiles.Of(content)).Should().Be((null, message));

    [Fact]
    public void Look_EveryKindCutShort_IsNeverAnError()
    {
        foreach (var extension in Extensions)
        {
            var whole = TestFiles.Of(extension);
            for (var length = 0; length < whole.Length; length++)
            {
                var cut = () => Look("a" + extension, whole[..length]);
                cut.Should().NotThrow();
            }
        }
    }

    [Fact]
    public void Look_TextOfManyWindows_IsReadToItsEnd()
    {
        // Characters of three bytes lie across the ends of what is read at once.
        var text = System.Text.Encoding.UTF8.GetBytes("x" + new string('好', 100_000));

        Look("a.txt", text).MediaType.Should().Be("text/plain; charset=utf-8");
        text[^2] = 0;
        Look("a.txt", text).MediaType.Should().BeNull("it holds a NUL");
    }

    [Fact]
    public void Look_ArchiveOfTooManyParts_IsRefused()
    {
        var parts = Enumerable.Range(0, OfficeFile.MaximumParts - 2).Select(static number => $"p{number}");
        Look("a.xlsx", TestFiles.Zip(["[Content_Types].xml", "xl/workbook.xml", .. parts])).MediaType.Should().NotBeNull();
        Look("a.xlsx", TestFiles.Zip(["[Content_Types].xml", "xl/workbook.xml", "one more", .. parts])).MediaType.Should().BeNull();
    }

    [Theory]
    [InlineData("a.exe", ".exe")]
    [InlineData("a.svg", ".svg")]
    [InlineData("a.html", ".html")]
    [InlineData("a.png.exe", ".exe")]
    [InlineData("png", "")]
    public void OfName_Other_IsRefused(string name, string found) =>
        AttachmentTypes.OfName(name).Problem.Should().StartWith($"the file name: found the extension '{found}', expected one of .png .jpg");

    [Theory]
    [InlineData("截图 2026-10-01.png")]
    [InlineData(".png")]
    [InlineData("a'b;c&d=e%00.png")]
    public void Name_Sound_IsTaken(string name) => AttachmentName.Problem(name).Should().BeNull();

    [Theory]
    [InlineData("", "the file name: found 0 characters, expected 1 to 200")]
    [InlineData("../a.png", "the file name: found the character U+002F, *")]
    [InlineData("C:\\a.png", "the file name: found the character U+003A, *")]
    [InlineData("..\\a.png", "the file name: found the character U+005C, *")]
    [InlineData("a.txt:b.png", "the file name: found the character U+003A, *")]
    [InlineData("a\0.png", "the file name: found the character U+0000, *")]
    [InlineData("a\r\nSet-Cookie: b.png", "the file name: found the character U+000D, *")]
    [InlineData("a\u202Egnp.exe.png", "the file name: found the character U+202E, *")]
    [InlineData("a\"b.png", "the file name: found the character U+0022, *")]
    [InlineData("..", "the file name: found a space or a dot at its end*")]
    [InlineData("a.png.", "the file name: found a space or a dot at its end*")]
    [InlineData("a.png ", "the file name: found a space or a dot at its end*")]
    public void Name_Odd_IsRefused(string name, string message) => AttachmentName.Problem(name).Should().Match(message);

    [Fact]
    public void Name_LoneSurrogateOrTooLong_IsRefused()
    {
        AttachmentName.Problem("a\ud800.png").Should().StartWith("the file name: found the character U+FFFD");
        AttachmentName.Problem(new string('a', AttachmentName.MaximumLength - 4) + ".png").Should().BeNull();
        AttachmentName.Problem(new string('a', AttachmentName.MaximumLength - 3) + ".png").Should().Be("the file name: found 201 characters, expected 1 to 200");
    }

    private static (string? MediaType, string? Problem) Look(string name, byte[] content) => AttachmentTypes.Look(AttachmentTypes.OfName(name).Type!, new MemoryStream(content));
}
