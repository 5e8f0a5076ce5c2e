using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>Turns one rule at the top of a workflow, with the rules inside it, into a norm.</summary>
internal sealed class RuleImport(ImportContext context)
{
    /// <summary>The norm, or null where the rule is left out; the losses say why.</summary>
    public NormDraft? Import(DocumentMapping rule, string workflow, WorkflowScope scope, int place)
    {
        var name = rule.Find(WorkflowKeys.RuleName).AsText() ?? "";
        var path = ImportContext.PathOf(workflow, name, place);
        var properties = PropertiesOf(rule, path);
        context.LoseWhatNormsLack(rule, path);
        scope = ParameterImport.Extend(scope, rule.Find(WorkflowKeys.LocalParams), path, WorkflowKeys.LocalParams, context);
        if (new ConditionImport(context).Import(rule, path, scope) is not { } conditions)
            return null;
        var settings = new NormSettings(properties, path, context);
        var entries = new List<(string Key, DocumentNode Value)>
        {
            (NormKeys.Name, DocumentParts.Text(Nonempty(properties.Find(NormKeys.Name).AsText()) ?? Nonempty(name) ?? path)),
        };
        AddText(entries, NormKeys.Description, properties.Find(NormKeys.Description) ?? rule.Find(WorkflowKeys.SuccessEvent));
        AddText(entries, NormKeys.Guidance, properties.Find(NormKeys.Guidance) ?? rule.Find(WorkflowKeys.ErrorMessage));
        var categories = settings.Categories;
        if (!IsEnabled(rule, properties, categories))
            entries.Add((NormKeys.Enabled, DocumentParts.Truth(false)));
        if (conditions.When is { } when)
            entries.Add((NormKeys.When, Expr(when)));
        entries.Add((settings.Judgement, Expr(conditions.Holds)));
        settings.AddTo(entries);
        return new(IdOf(name, categories, place), DocumentParts.Mapping(entries), categories);
    }

    private DocumentMapping PropertiesOf(DocumentMapping rule, string path)
    {
        switch (rule.Find(WorkflowKeys.Properties))
        {
            case DocumentMapping properties:
                return properties;
            case not null:
                context.Lose(path, WorkflowKeys.Properties, "it is not an object");
                break;
        }

        return DocumentParts.Mapping();
    }

    private static bool IsEnabled(DocumentMapping rule, DocumentMapping properties, ImmutableArray<DocumentMapping> categories) =>
        properties.Find(NormKeys.Enabled).AsTruth() ??
        // The exporter disables rules of disabled categories; the norm itself is not.
        (categories.Any(static category => category.Find(NormKeys.Enabled).AsTruth() is false)
        || rule.Find(WorkflowKeys.Enabled).AsTruth() is not false);

    private static string IdOf(string name, ImmutableArray<DocumentMapping> categories, int place)
    {
        var last = categories.IsEmpty ? name : name[(name.LastIndexOf('/') + 1)..];
        return NodeIds.IsId(last)
            ? last
            : NodeIds.IdOf(last, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rule-{place}"));
    }

    private static DocumentMapping Expr(string text) => DocumentParts.Mapping((NormKeys.Expr, DocumentParts.Text(text)));

    private static void AddText(List<(string Key, DocumentNode Value)> entries, string key, DocumentNode? value)
    {
        if (Nonempty(value.AsText()) is { } text)
            entries.Add((key, DocumentParts.Text(text)));
    }

    private static string? Nonempty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
