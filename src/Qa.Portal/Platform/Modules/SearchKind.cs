namespace Qa.Portal.Platform.Modules;

/// <summary>A kind of things that are searched, as those see it who find one.</summary>
/// <param name="Kind">As it is put in.</param>
/// <param name="Texts">The module's texts, where <paramref name="TextKey"/> stands: what one of them is called.</param>
/// <param name="Icon">Name of a Material symbol.</param>
/// <param name="PathOf">The address of the page of one, by its id.</param>
internal sealed record SearchKind(string Kind, Type Texts, string TextKey, string Icon, Func<string, string> PathOf);
