namespace Qa.Portal.Platform.Access;

/// <summary>Somebody asked for what is not theirs to do. Nothing was done.</summary>
internal sealed class NotAllowedException(string permission) : Exception($"the permission '{permission}' is needed")
{
    public string Permission => permission;
}
