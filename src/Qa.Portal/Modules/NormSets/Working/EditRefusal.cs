using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>Why a change is not made because of what others do; the key is that of the text in which a page says it.</summary>
internal static class EditRefusal
{
    public static Diagnostic Unsaved(string file) => Of(file, "typed", "", "a text that was typed and is not saved", "the choice between it and what somebody else has saved");

    public static Diagnostic SamePlace(string file, string node, string? person) => Of(file, "node", node, $"a change of {person} in the same place", "a look at it before the own change is made again");

    public static Diagnostic Busy(string file) => Of(file, "busy", "", "changes of somebody else without a pause", "a moment in which this one is saved");

    private static Diagnostic Of(string file, string key, string path, string found, string expected) => new(file, 0, 0, path, key, found, expected);
}
