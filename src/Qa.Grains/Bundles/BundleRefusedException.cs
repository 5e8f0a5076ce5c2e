using Qa.Grains.Publication;

namespace Qa.Grains.Bundles;

/// <summary>Something of a bundle cannot be taken in, so that nothing of it is.</summary>
internal sealed class BundleRefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
