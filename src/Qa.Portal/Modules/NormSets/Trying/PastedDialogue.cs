using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Qa.Rules.Interactions;

namespace Qa.Portal.Modules.NormSets.Trying;

/// <summary>
/// A dialogue as people paste it: a line a turn, who speaks before a colon, and a time before that where there is one
/// (<c>00:12 坐席：您好</c>). A line without a speaker goes on with the turn above it. With a time at every turn, the turns last until the next.
/// </summary>
internal static partial class PastedDialogue
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaximumLength = 200_000;

    private const long LastTurnMilliseconds = 3_000;

    private static readonly string[] Agents = ["坐席", "座席", "客服", "agent", "a"];
    private static readonly string[] Customers = ["客户", "用户", "顾客", "customer", "c"];

    /// <returns>Null where there is no turn.</returns>
    public static Interaction? Read(string text)
    {
        var turns = new List<(Role Role, string Text, long? Start)>();
        foreach (var line in text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0))
        {
            if (TurnForm().Match(line) is { Success: true } match && RoleOf(match.Groups["who"].Value) is { } role)
                turns.Add((role, match.Groups["text"].Value, TimeOf(match.Groups["time"].Value)));
            else if (turns.Count > 0)
                turns[^1] = turns[^1] with { Text = $"{turns[^1].Text}{line}" };
            else
                turns.Add((Role.Agent, line, null));
        }

        if (turns.Count == 0)
            return null;
        var isTimed = turns.TrueForAll(static turn => turn.Start is not null);
        return new(
            "pasted", isTimed ? Channel.Voice : Channel.Chat, "2026-01-01T00:00:00Z", new("pasted", null, null), null, null, null, ImmutableSortedDictionary<string, AttributeValue>.Empty,
            [.. turns.Select((turn, index) => isTimed
                ? new Turn(turn.Role, turn.Text, turn.Start, index + 1 < turns.Count ? Math.Max(turn.Start!.Value, turns[index + 1].Start!.Value) : turn.Start + LastTurnMilliseconds)
                : new Turn(turn.Role, turn.Text))]);
    }

    private static Role? RoleOf(string who) =>
        Agents.Contains(who, StringComparer.OrdinalIgnoreCase) ? Role.Agent : Customers.Contains(who, StringComparer.OrdinalIgnoreCase) ? Role.Customer : null;

    private static long? TimeOf(string time)
    {
        if (time.Length == 0)
            return null;
        var seconds = 0m;
        foreach (var part in time.Split(':'))
            seconds = seconds * 60 + decimal.Parse(part, CultureInfo.InvariantCulture);
        return (long)(seconds * 1_000);
    }

    [GeneratedRegex(@"^\[?(?<time>\d{1,2}(:\d{1,2}){1,2}(\.\d{1,3})?)?\]?\s*(?<who>\w{1,10})\s*[:：]\s*(?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TurnForm();
}
