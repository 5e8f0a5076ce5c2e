namespace Qa.Portal.Platform.Accounts;

/// <summary>A key with which cookies and secrets are protected, in the database so that each process of a cluster reads what another wrote.</summary>
internal sealed class ProtectionKey
{
    public string Name { get; set; } = "";

    public string Xml { get; set; } = "";
}
