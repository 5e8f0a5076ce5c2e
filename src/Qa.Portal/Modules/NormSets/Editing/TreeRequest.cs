namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>What somebody asks of a tree with a key, a button or by dragging.</summary>
/// <param name="Path">The node.</param>
/// <param name="Target">With moves to a place: the node beside or in which; else empty.</param>
public sealed record TreeRequest(TreeAction Action, string Path, string Target = "");

/// <summary>What can be asked.</summary>
public enum TreeAction
{
    /// <summary>Shows the node.</summary>
    Choose,

    /// <summary>A norm after the node, or in it where it is a category.</summary>
    AddNorm,

    /// <summary>A category after the node, with a norm.</summary>
    AddCategory,

    Copy,
    Delete,

    /// <summary>Switches it on or off.</summary>
    Enable,

    /// <summary>One place up among its siblings.</summary>
    Up,

    Down,

    /// <summary>Out of its category, to after it.</summary>
    Out,

    /// <summary>Into the category above it.</summary>
    In,

    Before,
    After,

    /// <summary>As the last in the target.</summary>
    Inside,

    Undo,
    Redo,
}
