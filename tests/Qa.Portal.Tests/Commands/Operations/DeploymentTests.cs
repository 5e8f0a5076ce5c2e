using System.Text.RegularExpressions;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;

namespace Qa.Portal.Tests.Commands.Operations;

/// <summary>What stands in <c>deploy/</c> and in the guide is what the program understands and the repository has.</summary>
public partial class DeploymentTests
{
    private static readonly string Guide = RepositoryFile.At("docs/guide/deployment.md");

    [Fact]
    public void CommandLines_OfTheGuideAndTheUnits_AreUnderstood()
    {
        using var surroundings = new Surroundings(Stream.Null, Stream.Null, Stream.Null, static _ => null);
        var root = QaCommandLine.Create(new(surroundings, GlobalChoices.Of([], static _ => null)));
        var lines = Directory.EnumerateFiles(RepositoryFile.At("deploy")).Append(Guide).SelectMany(static file => CommandLine().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Line: match.Groups["line"].Value))).ToList();
        lines.Select(static each => each.File).Distinct().Should().BeEquivalentTo("callcenter.service", "callcenter-backup.service", "deployment.md");

        foreach (var (file, line) in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim('"')).ToList();
            root.Parse(words).Errors.Should().BeEmpty("{0}: {1}", file, line);
        }
    }

    [Fact]
    public void Files_ThatAreNamed_AreThere()
    {
        foreach (Match match in DeployFile().Matches(File.ReadAllText(Guide)))
            File.Exists(RepositoryFile.At(match.Value)).Should().BeTrue(match.Value);
        foreach (Match match in Link().Matches(File.ReadAllText(Guide)))
            File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Guide)!, match.Groups["path"].Value))).Should().BeTrue(match.Value);
        var copied = Copied().Matches(File.ReadAllText(RepositoryFile.At("deploy/Containerfile"))).Select(static match => match.Groups["path"].Value).ToList();
        copied.Should().Equal("artifacts/qa");
        File.ReadAllText(RepositoryFile.At("deploy/Containerfile")).Should().Contain($"into {copied[0]}: ./qa", "it says how what it copies is made");
        Directory.Exists(RepositoryFile.At("src/Qa.Portal")).Should().BeTrue();
    }

    [GeneratedRegex("""(?:^qa |/opt/callcenter/qa\.dll )(?<line>[^\n;']+)""", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"deploy/[A-Za-z.-]+[A-Za-z]")]
    private static partial Regex DeployFile();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^COPY (?<path>\S+)", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
