using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>
/// Writes the <c>expr</c> norms of a set as one RulesEngine workflow. A rule succeeds where the norm's condition holds (and
/// its <c>when</c> does), which for <c>forbid</c> is the violation: <c>Properties.judgement</c> says which it is. Run on a
/// <see cref="WorkflowInput"/> by RulesEngine itself, each rule gives what our own compiled expression gives.
/// </summary>
public static class WorkflowExporter
{
    public static WorkflowExport Export(NormTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var work = new Work(tree);
        work.Visit(tree.Nodes, "", []);
        return work.Finish();
    }

    private sealed class Work(NormTree tree)
    {
        private readonly List<DocumentNode> _rules = [];
        private readonly ImmutableArray<WorkflowLoss>.Builder _losses = ImmutableArray.CreateBuilder<WorkflowLoss>();
        private int _ruleCount;

        public void Visit(ImmutableArray<TreeNode> nodes, string parent, ImmutableArray<Category> above)
        {
            foreach (var node in nodes)
            {
                var path = parent.Length == 0 ? node.Id : $"{parent}/{node.Id}";
                if (node is Category category)
                    Visit(category.Children, path, above.Add(category));
                else if (node is Norm norm && RuleOf(norm, path, above) is { } rule)
                    _rules.Add(rule);
            }
        }

        public WorkflowExport Finish()
        {
            // Keys that RulesEngine does not know are ignored by it, and make the way back complete.
            var properties = DocumentParts.Mapping(
                from entry in tree.Document.Entries
                where entry.Key is NormKeys.Schema or NormKeys.RuleSet or NormKeys.Name or NormKeys.AppliesTo or NormKeys.Score or NormKeys.Let
                select (entry.Key, entry.Value));
            var workflow = DocumentParts.Mapping(
                (WorkflowKeys.WorkflowName, DocumentParts.Text(tree.RuleSet)),
                (WorkflowKeys.Properties, properties),
                (WorkflowKeys.Rules, DocumentParts.Sequence(_rules)));
            return new(DocumentJson.Write(workflow), _losses.ToImmutable());
        }

        private DocumentMapping? RuleOf(Norm norm, string path, ImmutableArray<Category> above)
        {
            if (norm.Judgement.DecidingCondition is not { } condition)
                return LeaveOut(path, "manual", "only a person can judge it");
            if (ExpressionOf(condition) is not { } holds)
                return LeaveOut(path, KeyOf(norm.Judgement), "its condition is not an expr, and RulesEngine has no other operators");
            var applies = norm.When is null ? null : ExpressionOf(norm.When);
            if (norm.When is not null && applies is null)
                return LeaveOut(path, NormKeys.When, "it is not an expr, and RulesEngine has no other operators");
            _ruleCount += applies is null ? 1 : 3;
            if (_ruleCount > WorkflowBounds.MaximumRules)
                return LeaveOut(path, "the norm", $"a workflow holds at most {WorkflowBounds.MaximumRules} rules");
            return DocumentParts.Mapping(Entries(norm, path, above, holds, applies));
        }

        private static List<(string Key, DocumentNode Value)> Entries(
            Norm norm,
            string path,
            ImmutableArray<Category> above,
            string holds,
            string? applies)
        {
            var entries = new List<(string Key, DocumentNode Value)>
            {
                (WorkflowKeys.RuleName, DocumentParts.Text(path)),
                (WorkflowKeys.Properties, WorkflowProperties.Of(norm, above)),
            };
            if (norm.Description is not null)
                entries.Add((WorkflowKeys.SuccessEvent, DocumentParts.Text(norm.Description)));
            if (norm.Guidance is not null)
                entries.Add((WorkflowKeys.ErrorMessage, DocumentParts.Text(norm.Guidance)));
            if (!norm.Enabled || above.Any(static category => !category.Enabled))
                entries.Add((WorkflowKeys.Enabled, DocumentParts.Truth(false)));
            if (applies is null)
            {
                entries.Add((WorkflowKeys.Expression, DocumentParts.Text(holds)));
                return entries;
            }

            entries.Add((WorkflowKeys.Operator, DocumentParts.Text("AndAlso")));
            entries.Add((WorkflowKeys.Rules, DocumentParts.Sequence(
            [
                Part(path, WorkflowKeys.WhenPart, applies),
                Part(path, WorkflowKeys.ConditionPart, holds),
            ])));
            return entries;
        }

        private static DocumentMapping Part(string path, string part, string expression) => DocumentParts.Mapping(
            (WorkflowKeys.RuleName, DocumentParts.Text($"{path}#{part}")),
            (WorkflowKeys.Properties, DocumentParts.Mapping((WorkflowKeys.Part, DocumentParts.Text(part)))),
            (WorkflowKeys.Expression, DocumentParts.Text(expression)));

        private static string? ExpressionOf(Condition condition) =>
            condition is Expr expr && ExpressionParser.Parse(expr.Text).Root is { } root ? WorkflowExpressionWriter.Write(root) : null;

        private static string KeyOf(Judgement judgement) => WorkflowProperties.JudgementOf(judgement);

        private DocumentMapping? LeaveOut(string path, string what, string why)
        {
            _losses.Add(new(path, what, why, LeftOut: true));
            return null;
        }
    }
}
