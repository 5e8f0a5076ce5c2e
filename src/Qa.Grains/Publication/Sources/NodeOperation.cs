namespace Qa.Grains.Publication.Sources;

/// <summary>What is done to one node.</summary>
public enum NodeOperation : byte
{
    Replace,
    Add,
    Remove,
}
