namespace Qa.Portal.Platform.Modules;

/// <summary>What one module knows of a draft of a norm set, as it hangs it at the draft's page. It is shown to who has the permission.</summary>
/// <param name="Order">Panels stand in this order, the smallest first.</param>
/// <param name="Component">Has the parameter <c>Draft</c>, a <see cref="Qa.Grains.Publication.Approvals.Draft"/>; it shows a panel, or nothing.</param>
internal sealed record DraftPanel(int Order, string Permission, Type Component);
