namespace Qa.Portal.Platform.Modules;

/// <summary>A part of the home page: what there is to do or to know today, for those who may. Each role's page is made of what it may.</summary>
/// <param name="Order">The smaller, the further up; tens, so that others come between.</param>
/// <param name="Component">A component without parameters that are required; it shows a <c>HomeSection</c>, or nothing.</param>
/// <param name="Permission">Without it the part is not there.</param>
internal sealed record HomePanel(int Order, Type Component, string Permission);
