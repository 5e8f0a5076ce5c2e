using Qa.Portal.Platform.Modules;

namespace Qa.Portal.Ui.Layout;

/// <summary>An entry of the navigation as the person of this circuit reads it.</summary>
internal sealed record MenuPage(MenuGroup Group, string Path, string Title, string Icon);
