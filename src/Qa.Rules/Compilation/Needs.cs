namespace Qa.Rules.Compilation;

/// <summary>
/// What an interaction must have for a norm to be measurable. It is decided from the text of the condition, named
/// conditions included, not from what happens to be evaluated.
/// </summary>
[Flags]
internal enum Needs : byte
{
    None = 0,
    Timing = 1,
    AgentLoudness = 2,
    CustomerLoudness = 4,
}
