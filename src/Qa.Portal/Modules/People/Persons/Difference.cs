namespace Qa.Portal.Modules.People.Persons;

/// <summary>A part of a person that is other than before, in the words of the audit log.</summary>
/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where nothing is left.</param>
internal readonly record struct Difference(string Part, string? Before, string? After);
