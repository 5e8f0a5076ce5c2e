namespace Qa.Grains.Storage;

/// <summary>How the schema of a database stands to this program.</summary>
/// <param name="Missing">Steps that this program knows and the database has not.</param>
/// <param name="Unknown">Steps that the database has and this program does not know: it was upgraded by a newer one.</param>
public sealed record SchemaState(IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown);
