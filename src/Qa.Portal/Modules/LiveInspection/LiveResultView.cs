using System.Text.Json;

namespace Qa.Portal.Modules.LiveInspection;

/// <summary>A conversation that has ended, with its scorecards.</summary>
internal sealed record LiveResultView(string Interaction, string Hash, IReadOnlyList<JsonElement> Scorecards);
