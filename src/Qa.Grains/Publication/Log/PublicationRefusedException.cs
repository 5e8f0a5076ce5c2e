namespace Qa.Grains.Publication.Log;

/// <summary>One of several publications of a transaction was refused, so that none of them is done.</summary>
internal sealed class PublicationRefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
