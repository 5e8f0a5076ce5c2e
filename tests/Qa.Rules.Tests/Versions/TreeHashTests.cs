using System.Text.Json;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Versions;

public sealed class TreeHashTests
{
    public static TheoryData<string> ConformanceCases =>
        new(Directory.GetFiles(ProjectPaths.ConformanceCases, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ConformanceCases))]
    public void Of_TreeOfConformanceCase_IsTheHashOfTheCase(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(ProjectPaths.ConformanceCases, file)));

        var result = TreeLoader.Load(file, document.RootElement.GetProperty("tree").GetRawText());

        result.Diagnostics.Should().BeEmpty();
        TreeHash.Of(result.Tree!.Document).Should().Be(document.RootElement.GetProperty("treeHash").GetString());
    }
}
