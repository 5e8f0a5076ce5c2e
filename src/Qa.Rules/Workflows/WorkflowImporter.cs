using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>
/// Reads workflows of RulesEngine as a norm set of <c>expr</c> norms: one workflow as the norms of the set, several as its
/// categories. Nothing is lost in silence: whatever a norm has no place for is named with its rule.
/// </summary>
public static class WorkflowImporter
{
    /// <param name="utf8">One workflow, or a list of them, as JSON.</param>
    /// <param name="file">Name of the input, for diagnostics.</param>
    public static WorkflowImport Import(ReadOnlySpan<byte> utf8, string file, WorkflowImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        options ??= WorkflowImportOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Points);
        if (utf8.Length > WorkflowBounds.MaximumBytes)
            return Failed(file, $"{utf8.Length} bytes", $"at most {WorkflowBounds.MaximumBytes}");
        if (DocumentJson.Read(utf8, file, out var error) is not { } root)
            return new(null, [], [error!]);
        var workflows = root switch
        {
            DocumentMapping single => [single],
            DocumentSequence list => list.Items.OfType<DocumentMapping>().ToImmutableArray(),
            _ => [],
        };
        if (workflows.IsEmpty || (root is DocumentSequence all && all.Items.Length != workflows.Length))
            return Failed(file, "something else", "a workflow (an object) or a list of workflows");
        var rules = workflows.Sum(CountRules);
        return rules > WorkflowBounds.MaximumRules
            ? Failed(file, $"{rules} rules", $"at most {WorkflowBounds.MaximumRules}")
            : Import(workflows, file, options);
    }

    private static WorkflowImport Import(ImmutableArray<DocumentMapping> workflows, string file, WorkflowImportOptions options)
    {
        // What the exporter kept of the set beside its norms; only of a workflow that stands for a whole set.
        var kept = workflows.Length == 1 && workflows[0].Find(WorkflowKeys.Properties) is DocumentMapping properties
            && string.Equals(properties.Find(NormKeys.Schema).AsText(), NormTree.Schema, StringComparison.Ordinal)
                ? properties
                : DocumentParts.Mapping();
        var let = options.Let ?? kept.Find(NormKeys.Let) as DocumentMapping ?? DocumentParts.Mapping();
        var context = new ImportContext(options, let.Entries.Select(static entry => entry.Key).ToFrozenSet(StringComparer.Ordinal));
        var top = CategoryDraft.Top();
        for (var i = 0; i < workflows.Length; i++)
        {
            var numbered = Numbered("workflow-", i + 1);
            var name = workflows[i].Find(WorkflowKeys.WorkflowName).AsText() is { Length: > 0 } written ? written : numbered;
            var norms = NormsOf(workflows[i], name, context, isOurs: kept.Entries.Length > 0);
            if (norms.Count == 0)
                continue;
            // A category must not be empty, so it is made only where something goes into it.
            var into = workflows.Length == 1
                ? top
                : top.AddCategory(NodeIds.IdOf(name, numbered), DocumentParts.Mapping((NormKeys.Name, DocumentParts.Text(name))));
            norms.ForEach(into.Add);
        }

        if (top.IsEmpty)
        {
            var nothing = Failed(file, "no rule that could be carried over", "one or more");
            return nothing with { Losses = context.Losses };
        }

        var first = workflows[0].Find(WorkflowKeys.WorkflowName).AsText() ?? "";
        return new(DocumentOf(top, first, kept, let, options), context.Losses, []);
    }

    private static DocumentMapping DocumentOf(
        CategoryDraft top,
        string workflowName,
        DocumentMapping kept,
        DocumentMapping let,
        WorkflowImportOptions options)
    {
        var ruleSet = options.RuleSet ?? kept.Find(NormKeys.RuleSet).AsText() ?? NodeIds.RuleSetOf(workflowName);
        var name = options.Name ?? kept.Find(NormKeys.Name).AsText() ?? (workflowName.Length == 0 ? ruleSet : workflowName);
        var entries = new List<(string Key, DocumentNode Value)>
        {
            (NormKeys.Schema, DocumentParts.Text(NormTree.Schema)),
            (NormKeys.RuleSet, DocumentParts.Text(ruleSet)),
            (NormKeys.Name, DocumentParts.Text(name)),
        };
        foreach (var key in (ReadOnlySpan<string>)[NormKeys.AppliesTo, NormKeys.Score])
        {
            if (kept.Find(key) is { } value)
                entries.Add((key, value));
        }

        if (!let.Entries.IsEmpty)
            entries.Add((NormKeys.Let, let));
        entries.Add((NormKeys.Norms, top.Children));
        return DocumentParts.Mapping(entries);
    }

    private static List<NormDraft> NormsOf(DocumentMapping workflow, string name, ImportContext context, bool isOurs)
    {
        context.LoseUnknown(
            name,
            workflow,
            "",
            WorkflowKeys.WorkflowName,
            WorkflowKeys.Rules,
            WorkflowKeys.GlobalParams,
            WorkflowKeys.WorkflowsToInject,
            WorkflowKeys.WorkflowRulesToInject,
            WorkflowKeys.RuleExpressionType,
            WorkflowKeys.JsonSchema,
            isOurs ? WorkflowKeys.Properties : "");
        foreach (var key in (ReadOnlySpan<string>)[WorkflowKeys.WorkflowsToInject, WorkflowKeys.WorkflowRulesToInject])
        {
            if (workflow.Find(key).AsItems().Length > 0)
                context.Lose(name, key, "the rules of another workflow are imported where that workflow is, once");
        }

        var scope = ParameterImport.Extend(
            WorkflowScope.Of(context.Options.AttributeInputs),
            workflow.Find(WorkflowKeys.GlobalParams),
            name,
            WorkflowKeys.GlobalParams,
            context);
        var import = new RuleImport(context);
        var norms = new List<NormDraft>();
        var rules = workflow.Find(WorkflowKeys.Rules).AsItems();
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i] is not DocumentMapping rule)
                context.LeaveOut(name, Numbered("Rules #", i + 1), "it is not an object");
            else if (import.Import(rule, name, scope, i + 1) is { } norm)
                norms.Add(norm);
        }

        return norms;
    }

    private static int CountRules(DocumentMapping holder)
    {
        // The nesting of the JSON, and so this recursion, is bounded by WorkflowBounds.MaximumDepth.
        var rules = holder.Find(WorkflowKeys.Rules).AsItems();
        return rules.Length + rules.OfType<DocumentMapping>().Sum(CountRules);
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");

    private static WorkflowImport Failed(string file, string found, string expected) =>
        new(null, [], [new Diagnostic(file, 0, 0, "", "", found, expected)]);
}
