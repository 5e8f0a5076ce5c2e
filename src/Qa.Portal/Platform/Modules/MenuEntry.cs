namespace Qa.Portal.Platform.Modules;

/// <summary>A page in the navigation and the palette.</summary>
/// <param name="Path">Its address, <c>/calendar</c>.</param>
/// <param name="Texts">The module's texts, where <paramref name="TextKey"/> stands.</param>
/// <param name="Icon">Name of a Material symbol.</param>
/// <param name="Permission">Without it the page is neither shown nor opened.</param>
internal sealed record MenuEntry(MenuGroup Group, string Path, Type Texts, string TextKey, string Icon, string Permission);
