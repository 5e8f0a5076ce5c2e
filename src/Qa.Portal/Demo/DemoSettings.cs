namespace Qa.Portal.Demo;

/// <summary>What somebody is shown who only wants to look around. Never made but on demand: a centre in use has its own people.</summary>
/// <param name="Accounts">File into which the accounts and their passwords are written, read by its owner alone.</param>
/// <param name="Samples">Folder with <c>people.csv</c> and sample interactions, of which a centre with some weeks of work is made; null for accounts alone.</param>
internal sealed record DemoSettings(string Accounts, string? Samples);
