namespace Qa.Portal.Platform.Modules;

/// <summary>What one module lets people do with an interaction, as a button at the head of the interaction's page. It is shown to who has the permission.</summary>
/// <param name="Order">Buttons stand in this order, the smallest first.</param>
/// <param name="Component">Has the parameter <c>Interaction</c>, the id.</param>
internal sealed record InteractionAction(int Order, string Permission, Type Component);
