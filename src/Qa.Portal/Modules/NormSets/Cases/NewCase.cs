namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>A case that is to be kept. Its dialogue is that of an interaction, one that was pasted, or an interaction as it is sent in; exactly one of them.</summary>
/// <param name="Norm">Path of the norm.</param>
/// <param name="Interaction">Id of a stored interaction.</param>
/// <param name="Dialogue">As people paste it; see <see cref="Trying.PastedDialogue"/>.</param>
/// <param name="Document">The JSON of an interaction.</param>
internal sealed record NewCase(string Norm, bool MustHit, string Note, string? Interaction = null, string? Dialogue = null, string? Document = null);
