using System.Text.Json;

namespace Qa.Portal.Modules.LiveInspection;

/// <summary>A turn of a conversation that goes on.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Interaction">With the first turn: the interaction without <c>id</c> and <c>turns</c>.</param>
/// <param name="Turn">As in an interaction.</param>
internal sealed record LiveTurnRequest(long Index, JsonElement Turn, JsonElement? Interaction = null);
