namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>What was found at one place of an installation.</summary>
/// <param name="Check">Name that stays, for those who watch by program.</param>
/// <param name="Message">A sentence in the chosen language: what is so, and what to do where it is not good.</param>
internal sealed record CheckFinding(string Check, CheckState State, string Message);
