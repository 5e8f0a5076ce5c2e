using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets.Editing;

/// <summary>What editors complete from allows what can be loaded, refuses what is not of the format, and explains itself in the reader's language.</summary>
public sealed class NormSetSchemaTests
{
    private static readonly IStringLocalizer<NormSetsTexts> Texts = new StringLocalizer<NormSetsTexts>(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
    private static readonly JsonSchema Schema = JsonSchema.FromText(new NormSetSchema(Texts).Document().ToJsonString());

    public static TheoryData<string> Sources => FormRoundTripTests.Sources;

    [Theory]
    [MemberData(nameof(Sources))]
    public void Schema_OfADocumentThatLoads_AllowsIt(string name) =>
        Errors(Of(NormSource.Of(name, FormRoundTripTests.Texts()[name]))).Should().BeEmpty();

    [Theory]
    [InlineData("forbid: {anyof: [甲]}")]
    [InlineData("forbid: {anyOf: [甲], withinTurns: 2}")]
    [InlineData("forbid: {silence: {before: agent}}")]
    [InlineData("forbid: {anyOf: [甲]}, require: {anyOf: [乙]}")]
    [InlineData("forbid: {anyOf: [甲]}, point: -5")]
    [InlineData("forbid: {anyOf: [甲], match: fuzzy}")]
    public void Schema_OfAKeyOrValueThatIsNotOfTheFormat_RefusesIt(string judgement) =>
        Errors(Of(NormSource.Of("a.yaml", $$"""{schema: qa.norm-tree/1, ruleSet: a, name: 甲, norms: [{id: a, name: 甲, points: -5, {{judgement}}}]}"""))).Should().NotBeEmpty();

    [Theory]
    [InlineData("zh-CN", "说到其中任何一个短语就算成立。")]
    [InlineData("en-US", "Holds when at least one of the phrases is said.")]
    public void Schema_InALanguage_ExplainsEveryOperatorInIt(string language, string words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var operators = new NormSetSchema(Texts).Document()["definitions"]!["condition"]!["anyOf"]!.AsArray().Select(static shape => shape!["properties"]!.AsObject().First()).ToList();

            operators.Select(static each => each.Key).Should().Equal(OperatorShape.All.Select(static shape => shape.Key));
            operators.Select(static each => each.Value!["description"]!.GetValue<string>()).Should().OnlyContain(static text => text.Length > 5 && !text.StartsWith("op.")).And.Contain(words);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static List<string> Errors(JsonNode document) =>
        [.. Schema.Evaluate(document.Deserialize<JsonElement>(), new() { OutputFormat = OutputFormat.List }) is { IsValid: false } result ? result.Details!.Where(static detail => detail.Errors is not null).Select(static detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}") : []];

    private static JsonNode Of(NormSource source) => Of(FormChange.Find(source, "")!)!;

    private static JsonNode? Of(DocumentNode node) => node switch
    {
        DocumentMapping mapping => new JsonObject(mapping.Entries.Select(static entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))),
        DocumentSequence list => new JsonArray([.. list.Items.Select(Of)]),
        DocumentScalar { Kind: ScalarKind.String } text => JsonValue.Create(text.Text),
        DocumentScalar { Kind: ScalarKind.Null } => null,
        DocumentScalar { Kind: ScalarKind.Boolean } truth => JsonValue.Create(Written.IsTrue(truth)),
        DocumentScalar number => JsonValue.Create(decimal.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"{node.GetType()} is not known"),
    };
}
