namespace Qa.Portal.Modules.People.Timelines;

/// <summary>The value of a timeline that says only when something was so: a post is held or it is not.</summary>
internal readonly record struct Held;
