using System.Text;
using Qa.Grains.Inspection.Intake;

namespace Qa.Grains.Tests.Inspection;

/// <summary>Short chats for tests of what happens around them.</summary>
internal static class TestInteractions
{
    public static byte[] Json(string id, string text = "您好", string channel = "chat", string agent = "a-1", string startedAt = "2026-10-01T09:00:00Z", string? group = null) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{id}}","channel":"{{channel}}","startedAt":"{{startedAt}}","agent":{"id":"{{agent}}"{{(group is null ? "" : $",\"group\":\"{group}\"")}}},"turns":[{"role":"agent","text":"{{text}}"}]}""");

    public static ReceivedInteraction Received(string id, string text = "您好", string channel = "chat", string agent = "a-1", string startedAt = "2026-10-01T09:00:00Z", string? group = null) =>
        ReceivedInteraction.Read(Json(id, text, channel, agent, startedAt, group)).Received!;

    public static IReadOnlyList<ReceivedInteraction> Many(int count, string prefix = "i") =>
        [.. Enumerable.Range(0, count).Select(number => Received($"{prefix}-{number:D6}", number % 3 == 0 ? "不知道" : "您好"))];
}
