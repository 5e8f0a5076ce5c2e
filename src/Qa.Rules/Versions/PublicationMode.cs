namespace Qa.Rules.Versions;

/// <summary>How a version was published (norm-tree.md §6).</summary>
public enum PublicationMode : byte
{
    /// <summary>规范集热发布: a full tree, at once.</summary>
    HotSet,

    /// <summary>单条规范热发布: one node of the current version.</summary>
    HotNorm,

    /// <summary>冷发布: staged, in effect from the next start.</summary>
    Cold,

    /// <summary>回滚: an older version once more.</summary>
    Rollback,
}
