using System.Collections.Frozen;
using Column = Qa.Rules.Trees.Tables.TableSheets.ConditionColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Where the value of an operator stands in the row of its condition.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Keys">Of a mapping: its scalar keys, and the column of each.</param>
/// <param name="List">The list of phrases or scripts that the operator has in the sheet of phrases; null for none.</param>
/// <param name="Conditions">Keys of conditions inside it, and the column that names them.</param>
internal sealed record OperatorForm(OperatorValue Kind, (string Key, string Column)[] Keys, string? List, (string Key, string Column)[] Conditions)
{
    private static readonly (string, string) Above = ("above", Column.Above);
    private static readonly (string, string) Below = ("below", Column.Below);

    /// <summary>By operator, as documents name it.</summary>
    public static readonly FrozenDictionary<string, OperatorForm> All = new Dictionary<string, OperatorForm>(StringComparer.Ordinal)
    {
        ["anyOf"] = new(OperatorValue.Phrases, [], "anyOf", []),
        ["allOf"] = new(OperatorValue.Phrases, [], "allOf", []),
        ["regex"] = new(OperatorValue.Text, [], null, []),
        ["similar"] = new(OperatorValue.Mapping, [("atLeast", Column.AtLeast)], "texts", []),
        ["repeat"] = new(OperatorValue.Mapping, [("times", Column.Times), ("minLength", Column.MinLength)], null, []),
        ["silence"] = new(OperatorValue.Mapping, [("longerThan", Column.LongerThan), ("before", Column.Speaker)], null, []),
        ["interruption"] = new(OperatorValue.Mapping, [("by", Column.Speaker), ("longerThan", Column.LongerThan)], null, []),
        ["speechRate"] = new(OperatorValue.Mapping, [Above, Below, ("minSeconds", Column.MinSeconds)], null, []),
        ["responseTime"] = new(OperatorValue.Mapping, [("of", Column.Which), Above], null, []),
        ["loudness"] = new(OperatorValue.Mapping, [("aboveMean", Column.AboveMean)], null, []),
        ["duration"] = new(OperatorValue.Mapping, [Above, Below], null, []),
        ["turnCount"] = new(OperatorValue.Mapping, [Above, Below], null, []),
        ["all"] = new(OperatorValue.Conditions, [], null, []),
        ["any"] = new(OperatorValue.Conditions, [], null, []),
        ["not"] = new(OperatorValue.Condition, [], null, []),
        ["sequence"] = new(OperatorValue.Mapping, [("withinTurns", Column.WithinTurns)], null, [("of", Column.Of)]),
        ["lacking"] = new(OperatorValue.Mapping, [("before", Column.Before), ("after", Column.After)], null, [("of", Column.Of), ("near", Column.Near)]),
        ["unanswered"] = new(OperatorValue.Mapping, [], "ignore", []),
        ["use"] = new(OperatorValue.Text, [], null, []),
        ["expr"] = new(OperatorValue.Text, [], null, []),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words that a column may have; null where it has numbers.</summary>
    public static TableWord[]? WordsOf(string column) => column switch
    {
        Column.Speaker or Column.Role => TableWords.Roles,
        Column.Which => TableWords.Responses,
        Column.Match => TableWords.Matches,
        _ => null,
    };
}

/// <summary>What an operator's value is.</summary>
internal enum OperatorValue : byte
{
    /// <summary>A list in the sheet of phrases.</summary>
    Phrases,

    /// <summary>A text in the row.</summary>
    Text,

    /// <summary>Several conditions, which have rows of their own.</summary>
    Conditions,

    /// <summary>One condition, which has a row of its own.</summary>
    Condition,

    /// <summary>A mapping, whose keys have columns.</summary>
    Mapping,
}
