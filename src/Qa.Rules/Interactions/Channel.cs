namespace Qa.Rules.Interactions;

/// <summary>The way an interaction reached the centre.</summary>
public enum Channel : byte
{
    Voice,
    Chat,
    Email,
}
