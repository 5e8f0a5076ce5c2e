using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads a whole document: its head, its lexicons and named conditions, and its nodes.</summary>
/// <param name="known">The lexicons of a document that has none itself, as a resolved one.</param>
internal sealed class TreeReader(LoadContext context, ILexiconSource? lexiconSource, LexiconSet? known = null)
{
    private static readonly KeySet DocumentKeys = new("schema", "ruleSet", "name", "appliesTo", "score", "lexicons", "let", "norms");
    private static readonly KeySet AppliesToKeys = new("channels", "businessLines", "agentGroups");
    private static readonly KeySet ScoreKeys = new("base", "min", "max", "pass", "minConfidence");

    private static readonly Choices<Channel> Channels = new(("voice", Channel.Voice), ("chat", Channel.Chat), ("email", Channel.Email));

    /// <summary>Reads only the lexicons of a document.</summary>
    public LexiconSet ReadLexicons(DocumentNode root)
    {
        if (Fields.Open(context, root, "", DocumentKeys) is { } fields && fields["lexicons"] is { } lists)
            return new LexiconReader(context, lexiconSource).Read(lists);
        return LexiconSet.Empty;
    }

    /// <summary>Null when anything was reported.</summary>
    public NormTree? Read(DocumentNode root)
    {
        if (Fields.Open(context, root, "", DocumentKeys) is not { } fields)
            return null;
        if (fields.Required("schema") is { } schema)
            Schema(schema);
        var ruleSet = fields.Required("ruleSet") is { } set ? RuleSet(set) : "";
        var name = fields.Required("name") is { } title ? context.Name(title, "name") : "";
        var appliesTo = fields["appliesTo"] is { } routes ? AppliesTo(routes) : Trees.AppliesTo.Anything;
        var score = fields["score"] is { } rules ? Score(rules) : ScoreRules.Default;
        var lexicons = fields["lexicons"] is { } lists ? new LexiconReader(context, lexiconSource).Read(lists) : known ?? LexiconSet.Empty;

        var letEntries = fields["let"] is { } named ? NamedEntries.Read(context, named, "let", "conditions") : [];
        var letNames = letEntries.Select(static entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var conditions = new ConditionReader(context, new PhraseReader(context, lexicons, before: default), letNames, before: default);
        var lets = LetReader.Read(context, letEntries, conditions);
        var nodes = fields.Required("norms") is { } norms
            ? new NodeReader(context, new NormReader(context, conditions), before: default).ReadAll(norms, "norms")
            : [];
        if (context.HasErrors)
            return null;
        var resolver = new LexiconResolver(lexicons);
        var document = resolver.ResolveDocument((DocumentMapping)root);
        var tree = new NormTree(ruleSet, name, appliesTo, score, lets, resolver.Resolve(nodes), document);
        if ((DocumentExtent.Objection(document) ?? PhraseExtent.Objection(tree)) is not { } objection)
            return tree;
        context.Report(root.Position, "", objection.Found, objection.Expected);
        return null;
    }

    private void Schema(DocumentNode value)
    {
        var schema = context.Text(value, "schema", $"'{NormTree.Schema}'");
        if (value is DocumentScalar { Kind: ScalarKind.String } && !string.Equals(schema, NormTree.Schema, StringComparison.Ordinal))
            context.ReportValue(value, "schema", $"'{NormTree.Schema}'");
    }

    private string RuleSet(DocumentNode value)
    {
        var name = context.Text(value, "ruleSet", "a name");
        if (value is DocumentScalar { Kind: ScalarKind.String } && !Identifiers.IsRuleSet(name))
            context.ReportValue(value, "ruleSet", $"a name of the form {Identifiers.RuleSetPattern}");
        return name;
    }

    private AppliesTo AppliesTo(DocumentNode value) =>
        Fields.Open(context, value, "appliesTo", AppliesToKeys) is { } fields
            ? new(
                List(fields, "channels", (item, key) => context.Choice(item, key, Channels)),
                List(fields, "businessLines", context.Name),
                List(fields, "agentGroups", context.Name))
            : Trees.AppliesTo.Anything;

    // Unlike other lists these may be empty, which means any.
    private ImmutableArray<T> List<T>(Fields fields, string key, Func<DocumentNode, string, T> read)
    {
        if (fields[key] is not { } value || context.ReportProblem(value, key))
            return [];
        if (value is DocumentSequence list)
            return [.. list.Items.Select(item => read(item, key))];
        context.ReportValue(value, key, "a list");
        return [];
    }

    private ScoreRules Score(DocumentNode value)
    {
        var standard = ScoreRules.Default;
        var errorsBefore = context.ErrorCount;
        if (Fields.Open(context, value, "score", ScoreKeys) is not { } fields)
            return standard;
        var score = new ScoreRules(
            Number(fields, "base", standard.Base),
            Number(fields, "min", standard.Min),
            Number(fields, "max", standard.Max),
            Number(fields, "pass", standard.Pass),
            fields["minConfidence"] is { } confidence ? context.Decimal(confidence, "minConfidence", "a number", least: 0, most: 1) : standard.MinConfidence);
        if (score.Min > score.Max && context.ErrorCount == errorsBefore)
        {
            var key = fields.Has("min") ? "min" : "max";
            context.ReportValue(fields[key]!, key, FormattableString.Invariant($"min not above max (which are {score.Min} and {score.Max})"));
        }

        return score;
    }

    private decimal Number(Fields fields, string key, decimal otherwise) =>
        fields[key] is { } value ? context.Decimal(value, key, "a number", -TreeLimits.Magnitude, TreeLimits.Magnitude) : otherwise;
}
