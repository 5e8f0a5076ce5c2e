using System.Text.RegularExpressions;
using System.Xml.Linq;
using Qa.Portal.Tests.Commands;

namespace Qa.Portal.Tests.Modules.People;

/// <summary>The two languages have the same texts with the same places, and every reason why something is not possible has its words.</summary>
public sealed partial class PeopleTextsTests
{
    private const string Folder = "src/Qa.Portal/Modules/People";
    private static readonly Dictionary<string, string> English = Read("PeopleTexts.resx");
    private static readonly Dictionary<string, string> Chinese = Read("PeopleTexts.zh-CN.resx");

    [Fact]
    public void Texts_OfBothLanguages_HaveTheSameKeysAndPlaces()
    {
        Chinese.Keys.Should().BeEquivalentTo(English.Keys);
        foreach (var (key, text) in English.Where(static pair => !pair.Key.StartsWith("import.fileError", StringComparison.Ordinal)))
            PlacesOf(Chinese[key]).Should().BeEquivalentTo(PlacesOf(text), "of {0}", key);
    }

    [Fact]
    public void Reasons_OfAllFaults_HaveWords()
    {
        var reasons = Directory.EnumerateFiles(RepositoryFile.At(Folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Reason().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value)).Distinct().ToList();

        reasons.Should().HaveCountGreaterThan(20);
        var ofSheets = XDocument.Load(RepositoryFile.At("src/Qa.Portal/Platform/Excel/ExcelTexts.resx")).Root!.Elements("data").Select(static data => data.Attribute("name")!.Value).ToList();
        reasons.Where(reason => !English.ContainsKey($"fault.{reason}") && !ofSheets.Contains($"why.{reason}")).Should().BeEmpty();
    }

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(static match => match.Value).Distinct();

    private static Dictionary<string, string> Read(string file) => XDocument.Load(RepositoryFile.At($"{Folder}/{file}")).Root!.Elements("data")
        .ToDictionary(static data => data.Attribute("name")!.Value, static data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"Because\(""([A-Za-z]+)""")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\{[A-Za-z0-9]+\}")]
    private static partial Regex Place();
}
