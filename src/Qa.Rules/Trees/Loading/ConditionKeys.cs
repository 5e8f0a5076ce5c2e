using System.Collections.Frozen;

namespace Qa.Rules.Trees.Loading;

/// <summary>The operators of conditions, and which modifiers may stand beside each (norm-tree.md §3, "Conditions").</summary>
internal static class ConditionKeys
{
    private static readonly string[] Selection = ["role", "turns", "seconds", "around"];

    /// <summary>Each operator and its modifiers.</summary>
    public static readonly FrozenDictionary<string, string[]> Modifiers = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["anyOf"] = ["except", "minHits", "match", .. Selection],
        ["allOf"] = Selection,
        ["regex"] = ["minHits", .. Selection],
        ["similar"] = ["minHits", .. Selection],
        ["repeat"] = Selection,
        ["silence"] = ["minHits"],
        ["interruption"] = ["minHits"],
        ["speechRate"] = ["minHits", "role", "turns"],
        ["responseTime"] = [],
        ["loudness"] = ["minHits", "role", "turns"],
        ["duration"] = [],
        ["turnCount"] = ["role"],
        ["all"] = [],
        ["any"] = [],
        ["not"] = [],
        ["sequence"] = [],
        ["lacking"] = ["minHits"],
        ["unanswered"] = [],
        ["use"] = [],
        ["expr"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // In the order of the specification's tables, in which messages list them.
    public static readonly string[] Operators =
    [
        "anyOf", "allOf", "regex", "similar", "repeat",
        "silence", "interruption", "speechRate", "responseTime", "loudness", "duration",
        "turnCount", "all", "any", "not", "sequence", "lacking", "unanswered", "use", "expr",
    ];

    private static readonly string[] AllModifiers = ["except", "minHits", "match", .. Selection];

    public static readonly KeySet All = new([.. Operators, .. AllModifiers]);

    public static bool IsOperator(string key) => Modifiers.ContainsKey(key);
}
