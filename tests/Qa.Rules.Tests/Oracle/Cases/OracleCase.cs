namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>A valid document and an interaction, as the JSON text in which an engine would get them.</summary>
public sealed record OracleCase(string TreeJson, string InteractionJson)
{
    /// <summary>Both on lines of their own, ready to be put into a file of cases.</summary>
    public override string ToString() => $"{{\"tree\": {TreeJson},\n \"interaction\": {InteractionJson}}}";
}
