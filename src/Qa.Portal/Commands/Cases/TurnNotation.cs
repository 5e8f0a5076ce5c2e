using System.Globalization;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;

namespace Qa.Portal.Commands.Cases;

/// <summary>
/// Reads a turn as cases write it, short enough to be read like a dialogue:
/// <c>role[ start[-end]][ c=confidence][ dB=loudness]: text</c>, as in <c>agent 0-2.5 c=0.4 dB=-23.5: 您好</c>.
/// </summary>
internal sealed class TurnNotation(LoadContext context)
{
    private const string Expected = "a turn such as 'agent: 您好' or 'customer 0-2.5 c=0.4 dB=-23.5: 您好'";
    private const int MillisecondsPerSecond = 1000;
    private const int MillibelsPerDecibel = 100;

    private static readonly Choices<Role> Roles = new(("agent", Role.Agent), ("customer", Role.Customer), ("system", Role.System));

    public Turn? Read(DocumentNode node)
    {
        if (context.ReportProblem(node, "turns"))
            return null;
        if (node is not DocumentMapping { Entries: [var entry] })
        {
            context.ReportValue(node, "turns", Expected);
            return null;
        }

        var parts = entry.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !Roles.TryFind(parts[0], out var role))
        {
            Refuse(entry, entry.Key, $"agent, customer or system{context.Suggestion(parts.Length == 0 ? "" : parts[0], ["agent", "customer", "system"])}");
            return null;
        }

        var turn = new Turn(role, context.Written(entry.Value, entry.Key));
        foreach (var part in parts[1..])
        {
            if (Add(turn, part) is not { } extended)
                return Refuse(entry, part, "a time in seconds (0-2.5), c= from 0 to 1 or dB=, each once");
            turn = extended;
        }

        return turn;
    }

    private static Turn? Add(Turn turn, string part)
    {
        if (part.StartsWith("c=", StringComparison.Ordinal))
        {
            return turn.Confidence == 1m
                && decimal.TryParse(part.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var confidence)
                && confidence <= 1m
                    ? turn with { Confidence = confidence }
                    : null;
        }

        if (part.StartsWith("dB=", StringComparison.Ordinal))
        {
            return turn.LoudnessMillibels is null && Scaled(part.AsSpan(3), MillibelsPerDecibel) is { } loudness
                ? turn with { LoudnessMillibels = loudness }
                : null;
        }

        var dash = part.IndexOf('-', StringComparison.Ordinal);
        var start = Scaled(dash < 0 ? part : part.AsSpan(0, dash), MillisecondsPerSecond);
        var end = dash < 0 ? null : Scaled(part.AsSpan(dash + 1), MillisecondsPerSecond);
        return turn.StartMilliseconds is null && start is not null && (dash < 0 || end >= start)
            ? turn with { StartMilliseconds = start, EndMilliseconds = end }
            : null;
    }

    private static long? Scaled(ReadOnlySpan<char> text, int scale) =>
        ExactNumber.TryParse(text, out var number) && number.TryRoundScaled(scale, out var scaled) ? scaled : null;

    private Turn? Refuse(DocumentEntry entry, string found, string expected)
    {
        context.Report(entry.KeyPosition, "turns", Phrasing.Quote(found), expected);
        return null;
    }
}
