using System.Collections.Immutable;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Sca;

/// <summary>
/// Reads rules of Alibaba Cloud SCA (智能对话分析) as a norm set: what is uploaded by UploadRule, or returned by GetRuleDetail and
/// getRuleById (https://help.aliyun.com/zh/sca/developer-reference/api-qualitycheck-2019-01-15-uploadrule,
/// https://help.aliyun.com/zh/sca/developer-reference/schema-of-rule-objects). Conditions become <c>let</c>, rules become norms.
/// Nothing is lost in silence: what has no counterpart is named, and what would mean something else without it is left out.
/// </summary>
public static class ScaImporter
{
    /// <param name="utf8">The JSON: an object with <c>conditions</c> and <c>rules</c>, also inside <c>data</c>.</param>
    /// <param name="file">Name of the input, for diagnostics.</param>
    public static ScaImport Import(ReadOnlySpan<byte> utf8, string file, ScaImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        options ??= ScaImportOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Points);
        if (utf8.Length > ScaBounds.Bytes)
            return Failed(file, [], $"{utf8.Length} bytes", $"at most {ScaBounds.Bytes}");
        if (DocumentJson.Read(utf8, file, out var error) is not { } read)
            return new(null, [], [error!]);
        var root = read as DocumentMapping;
        root = root?.Get("data").AsObject() ?? root?.Get("jsonStrForRule").AsObject() ?? root;
        var rules = root?.ObjectsOf("rules", "ruleBasicInfo") ?? [];
        var conditions = root?.ObjectsOf("conditions", "conditionBasicInfo") ?? [];
        if (rules.IsEmpty)
            return Failed(file, [], "no rules", "an object with 'conditions' and 'rules'");
        return rules.Length > ScaBounds.Rules || conditions.Length > ScaBounds.Rules
            ? Failed(file, [], $"{rules.Length} rules and {conditions.Length} conditions", $"at most {ScaBounds.Rules} of each")
            : Import(conditions, rules, file, options);
    }

    private static ScaImport Import(ImmutableArray<DocumentMapping> conditions, ImmutableArray<DocumentMapping> rules, string file, ScaImportOptions options)
    {
        var losses = new ScaLosses();
        var named = new ScaConditions(conditions, losses);
        var converter = new ScaRules(options, named, losses);
        var top = CategoryDraft.Top();
        for (var i = 0; i < rules.Length; i++)
        {
            if (converter.Convert(rules[i], i + 1) is { } norm)
                top.Add(norm);
        }

        named.NameUnused();
        if (top.IsEmpty)
            return Failed(file, losses.All, "no rule that could be carried over", "one or more");
        var entries = new List<(string Key, DocumentNode Value)>
        {
            (NormKeys.Schema, DocumentParts.Text(NormTree.Schema)),
            (NormKeys.RuleSet, DocumentParts.Text(options.RuleSet)),
            (NormKeys.Name, DocumentParts.Text(options.Name)),
            (NormKeys.Let, named.Lets),
            (NormKeys.Norms, top.Children),
        };
        return new(DocumentParts.Mapping(entries), losses.All, []);
    }

    private static ScaImport Failed(string file, ImmutableArray<WorkflowLoss> losses, string found, string expected) =>
        new(null, losses, [new Diagnostic(file, 0, 0, "", "", found, expected)]);
}
