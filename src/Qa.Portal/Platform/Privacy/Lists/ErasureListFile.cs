namespace Qa.Portal.Platform.Privacy.Lists;

/// <summary>Where erasures are listed outside the database.</summary>
/// <param name="Path">Null where none is kept.</param>
internal sealed record ErasureListFile(string? Path);
