using Microsoft.Extensions.Localization;
using Qa.Portal.Modules.NormSets.Editing;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>What the fields of a condition are called.</summary>
internal static class FieldWords
{
    /// <summary>The name of a field of an operator: its own, or that which all operators have for it.</summary>
    public static string LabelOf(IStringLocalizer<NormSetsTexts> texts, OperatorShape shape, FieldShape field)
    {
        var own = texts[field.Key.Length == 0 ? $"field.{shape.Key}" : $"field.{shape.Key}.{field.Key}"];
        return own.ResourceNotFound ? texts[$"field.{field.Key}"] : own;
    }
}
