namespace Qa.Portal.Platform.Modules;

/// <summary>
/// What one module knows of a person, as it hangs it at the person's page. It is shown to who has the permission and whose reach with
/// it covers the person; the component asks for its data as any page does.
/// </summary>
/// <param name="Order">Panels stand in this order, the smallest first.</param>
/// <param name="Texts">The module's texts, where <paramref name="TextKey"/>, its heading, stands.</param>
/// <param name="Component">Has the parameter <c>Number</c>, the person's 工号.</param>
internal sealed record PersonPanel(int Order, Type Texts, string TextKey, string Permission, Type Component);
