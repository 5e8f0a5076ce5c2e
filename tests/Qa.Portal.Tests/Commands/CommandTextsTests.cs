using System.Text.RegularExpressions;
using System.Xml.Linq;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Log;
using Qa.Portal.Commands;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Versions;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Tests.Commands;

public sealed partial class CommandTextsTests
{
    private static readonly Dictionary<string, string> English = Read("CommandTexts.resx");
    private static readonly Dictionary<string, string> Chinese = Read("CommandTexts.zh-CN.resx");

    [Fact]
    public void Keys_OfBothLanguages_AreTheSame() => Chinese.Keys.Should().BeEquivalentTo(English.Keys);

    [Fact]
    public void Placeholders_OfBothLanguages_AreTheSame()
    {
        foreach (var (key, text) in English)
        {
            PlaceholdersOf(Chinese[key]).Should().BeEquivalentTo(PlaceholdersOf(text), key);
        }
    }

    [Fact]
    public void Keys_ThatTheCodeNames_Exist()
    {
        var sources = Directory.EnumerateFiles(RepositoryFile.At("src/Qa.Portal/Commands"), "*.cs", SearchOption.AllDirectories);
        var named = sources.SelectMany(static file => NamedKey().Matches(File.ReadAllText(file)).Select(static match => match.Groups["key"].Value)).ToHashSet(StringComparer.Ordinal);

        named.Should().NotBeEmpty();
        English.Keys.Should().Contain(named);
    }

    [Fact]
    public void This_KeysThatAreMade_ExistInBothLanguages()
    {
        foreach (var texts in new[] { new CommandTexts("en"), new CommandTexts("zh") })
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
                texts[$"outcome.{OutcomeNames.Of(outcome)}"].Should().NotBeEmpty();
            foreach (var word in (string[])[.. Enum.GetValues<TaskState>().Select(TaskNames.Of), .. Enum.GetValues<TaskKind>().Select(TaskNames.Of), .. Enum.GetValues<Standing>().Select(StandingNames.Of), .. Enum.GetValues<PublicationMode>().Select(PublicationRecordJson.NameOf), .. Enum.GetNames<LeaseReason>().Select(static name => name.ToLowerInvariant()), .. Enum.GetValues<RecordingState>().Select(RecordingStateNames.Of), "watched", "missing", "queued", "heard", "conflict", "failed", "online", "offline", "open", "scheduled", "staged"])
                texts[$"word.{word}"].Should().NotBeEmpty();
            foreach (var channel in Enum.GetValues<Channel>())
                texts[$"channel.{channel}"].Should().NotBeEmpty();
        }

        new CommandTexts("zh")["outcome.violated"].Should().Be("违反");
        new CommandTexts("en")["outcome.violated"].Should().Be("violated");
    }

    private static IEnumerable<int> PlaceholdersOf(string text) =>
        Placeholder().Matches(text).Select(static match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static Dictionary<string, string> Read(string file) => XDocument
        .Load(RepositoryFile.At($"src/Qa.Portal/Commands/{file}"))
        .Descendants("data")
        .ToDictionary(static data => data.Attribute("name")!.Value, static data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex("""(?:[Tt]exts\[|Texts\.Format\(|Heading\(|^\s*\(|\? |: )"(?<key>[a-z]+\.[a-zA-Z.]+[a-zA-Z])"[\],);]""", RegexOptions.Multiline)]
    private static partial Regex NamedKey();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Placeholder();
}
