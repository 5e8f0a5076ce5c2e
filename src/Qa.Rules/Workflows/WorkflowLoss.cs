namespace Qa.Rules.Workflows;

/// <summary>Something that a norm set or a workflow says and the other has no place for.</summary>
/// <param name="Path">The rule (workflow and rule names joined by <c>/</c>) or the norm's path; what concerns all is under the workflow's or set's name.</param>
/// <param name="What">The key, or part of a key, that was not carried over.</param>
/// <param name="Why">Why it was not, and what was done instead where something was.</param>
/// <param name="LeftOut">Whether the whole rule or norm is missing for this.</param>
public sealed record WorkflowLoss(string Path, string What, string Why, bool LeftOut)
{
    public override string ToString() => $"'{Path}' {What}: {Why}";
}
