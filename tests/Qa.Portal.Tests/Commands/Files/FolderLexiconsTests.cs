using Qa.Portal.Commands.Files;

namespace Qa.Portal.Tests.Commands.Files;

public sealed class FolderLexiconsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderLexicons _lexicons;

    public FolderLexiconsTests()
    {
        _folder.File("outside.txt", "秘密");
        _folder.File("set/words/a.txt", "甲\n乙\n");
        _lexicons = new(_folder.At("set"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("words/a.txt")]
    [InlineData("./words/a.txt")]
    public void Read_FileBelow_IsGiven(string path)
    {
        var file = _lexicons.Read(path);

        file.Problem.Should().BeNull();
        System.Text.Encoding.UTF8.GetString(file.Utf8.Span).Should().Be("甲\n乙\n");
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("words/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("words\\..\\..\\outside.txt")]
    public void Read_PathThatLeadsOut_IsRefused(string path) =>
        _lexicons.Read(path).Problem.Should().Be("a file outside the document's folder");

    [SkippableTheory]
    [InlineData("link.txt", "../outside.txt")]
    [InlineData("words/link.txt", "../../outside.txt")]
    [InlineData("link.txt", "/etc/hostname")]
    public void Read_LinkThatLeadsOut_IsRefused(string link, string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        File.CreateSymbolicLink(_folder.At("set/" + link), target);

        _lexicons.Read(link).Problem.Should().Be("a file outside the document's folder");
    }

    [SkippableFact]
    public void Read_FolderThatIsALinkOut_IsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateSymbolicLink(_folder.At("set/up"), "..");

        _lexicons.Read("up/outside.txt").Problem.Should().Be("a file outside the document's folder");
        _lexicons.Read("up/set/words/a.txt").Problem.Should().BeNull("where it ends is inside again");
    }

    [SkippableFact]
    public void Read_LinkInside_IsFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        File.CreateSymbolicLink(_folder.At("set/b.txt"), "words/a.txt");
        File.CreateSymbolicLink(_folder.At("set/c.txt"), "b.txt");

        _lexicons.Read("c.txt").Problem.Should().BeNull();
    }

    [SkippableFact]
    public void Read_DocumentsFolderIsALink_IsNoEscape()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateSymbolicLink(_folder.At("alias"), "set");

        new FolderLexicons(_folder.At("alias")).Read("words/a.txt").Problem.Should().BeNull();
    }

    [SkippableFact]
    public void Read_CircleOfLinks_IsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        File.CreateSymbolicLink(_folder.At("set/x"), "y");
        File.CreateSymbolicLink(_folder.At("set/y"), "x");

        _lexicons.Read("x").Problem.Should().Be("a circle of links");
    }

    [Fact]
    public void Read_MissingFileFolderAndSibling_AreToldApart()
    {
        _folder.File("set-other/a.txt", "丙");

        _lexicons.Read("words/none.txt").Problem.Should().Be("no such file");
        _lexicons.Read("words").Problem.Should().Be("a folder");
        _lexicons.Read("words/\0").Problem.Should().NotBeNull();
    }
}
