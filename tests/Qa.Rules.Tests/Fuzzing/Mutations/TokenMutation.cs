using System.Text.RegularExpressions;

namespace Qa.Rules.Tests.Fuzzing.Mutations;

/// <summary>Changes a text by its words, marks and lines: what comes out still looks like the language, and reaches the parser's depths.</summary>
internal static partial class TokenMutation
{
    public static string Apply(string input, FuzzRandom random, IReadOnlyList<string> vocabulary) =>
        random.Percent(25) ? OfLines(input, random) : OfTokens(input, random, vocabulary);

    private static string OfTokens(string input, FuzzRandom random, IReadOnlyList<string> vocabulary)
    {
        var tokens = Tokens().Matches(input);
        if (tokens.Count == 0)
            return random.Of(vocabulary);
        var (one, other) = (tokens[random.Below(tokens.Count)], tokens[random.Below(tokens.Count)]);
        return random.Below(8) switch
        {
            0 => Replace(input, one, ""),
            1 => Replace(input, one, one.Value + one.Value),
            2 => Replace(input, one, other.Value),
            3 => Swap(input, one, other),
            4 => Replace(input, one, random.Of(vocabulary)),
            5 => Replace(input, one, one.Value + random.Of(vocabulary)),
            6 => Replace(input, one, random.Percent(90) ? random.Of(Nasties.Texts) : random.Of(Nasties.Large)(random)),
            _ => Replace(input, one, one.Value + (random.Percent(90) ? random.Of(Nasties.Texts) : random.Of(Nasties.Large)(random))),
        };
    }

    private static string OfLines(string input, FuzzRandom random)
    {
        var lines = input.Split('\n').ToList();
        var at = random.Below(lines.Count);
        var line = lines[at];
        switch (random.Below(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, line);
                break;
            case 2:
                lines.Insert(random.Below(lines.Count + 1), line);
                break;
            case 3:
                var other = random.Below(lines.Count);
                (lines[at], lines[other]) = (lines[other], line);
                break;
            case 4:
                lines[at] = new string(' ', random.Below(9)) + line.TrimStart(' ');
                break;
            case 5:
                lines[at] = random.Percent(50) ? "\t" + line : line + " " + random.Of(Nasties.Texts);
                break;
            default:
                lines.Insert(at, random.Percent(60) ? random.Of(Nasties.Texts) : random.Of(Nasties.Large)(random));
                break;
        }

        return string.Join('\n', lines);
    }

    private static string Replace(string input, Match token, string put) => string.Concat(input.AsSpan(0, token.Index), put, input.AsSpan(token.Index + token.Length));

    private static string Swap(string input, Match one, Match other)
    {
        if (one.Index == other.Index)
            return input;
        var (first, second) = one.Index < other.Index ? (one, other) : (other, one);
        return string.Concat(input.AsSpan(0, first.Index), second.Value, input.AsSpan(first.Index + first.Length, second.Index - first.Index - first.Length))
            + first.Value + input[(second.Index + second.Length)..];
    }

    [GeneratedRegex(@"[\p{L}\p{N}_.\-]+|\s+|.", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
