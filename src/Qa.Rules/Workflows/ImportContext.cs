using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>What one import carries through all its rules: the options, the names that <c>hits</c> may use, the losses so far.</summary>
internal sealed class ImportContext(WorkflowImportOptions options, FrozenSet<string> letNames)
{
    private readonly ImmutableArray<WorkflowLoss>.Builder _losses = ImmutableArray.CreateBuilder<WorkflowLoss>();

    public WorkflowImportOptions Options { get; } = options;

    public FrozenSet<string> LetNames { get; } = letNames;

    public ImmutableArray<WorkflowLoss> Losses => _losses.ToImmutable();

    public void Lose(string path, string what, string why) => _losses.Add(new(path, what, why, LeftOut: false));

    public void LeaveOut(string path, string what, string why) => _losses.Add(new(path, what, why, LeftOut: true));

    /// <summary>Names the keys that no place was found for.</summary>
    public void LoseUnknown(string path, DocumentMapping mapping, string prefix, params ReadOnlySpan<string> known)
    {
        foreach (var entry in mapping.Entries)
        {
            var isKnown = false;
            foreach (var key in known)
                isKnown |= string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase);
            if (!isKnown && entry.Value is not DocumentScalar { Kind: ScalarKind.Null })
                Lose(path, prefix + entry.Key, "a norm has no place for it");
        }
    }

    /// <summary>Names what a rule says and no norm can, whether the rule stands alone or in another.</summary>
    public void LoseWhatNormsLack(DocumentMapping rule, string path)
    {
        if (rule.Find(WorkflowKeys.Actions) is not null)
            Lose(path, WorkflowKeys.Actions, "scoring has no actions: it gives a scorecard and does nothing else");
        if (rule.Find(WorkflowKeys.WorkflowsToInject).AsItems().Length > 0)
            Lose(path, WorkflowKeys.WorkflowsToInject, "RulesEngine does not look at it on a rule");
        LoseUnknown(
            path,
            rule,
            "",
            WorkflowKeys.RuleName,
            WorkflowKeys.Properties,
            WorkflowKeys.Operator,
            WorkflowKeys.ErrorMessage,
            WorkflowKeys.Enabled,
            WorkflowKeys.RuleExpressionType,
            WorkflowKeys.WorkflowsToInject,
            WorkflowKeys.Rules,
            WorkflowKeys.LocalParams,
            WorkflowKeys.Expression,
            WorkflowKeys.Actions,
            WorkflowKeys.SuccessEvent);
    }

    /// <summary>How losses name a rule: by its name, or by its place where it has none.</summary>
    public static string PathOf(string parent, string name, int place) => name.Length > 0
        ? $"{parent}/{name}"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parent}/#{place}");
}
