using System.Text;
using System.Text.RegularExpressions;
using Qa.Rules.Matching;
using Qa.Rules.Tests.Fuzzing.Mutations;

namespace Qa.Rules.Tests.Fuzzing.Targets;

/// <summary>
/// Patterns of <c>regex</c>. Each is refused, or runs; and every match that is not empty contains one of the literals by which
/// turns are chosen for it, or the matching pass would lose hits.
/// </summary>
internal sealed partial class PatternTarget : IFuzzTarget
{
    /// <summary>The patterns of the real norm sets.</summary>
    public static readonly string[] RealPatterns =
        [.. Corpus.RuleSetTexts.SelectMany(text => RegexKeys().Matches(text).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal)];

    private static readonly string[] Seeds =
    [
        .. RealPatterns,
        "1[3-9][0-9]{9}", @"\d{17}[\dx]", "(?:保证|承诺).{0,6}到账", "(?<who>我|你)", @"\p{L}+?", "[]a]", "[a-z-[aeiou]]", @"^好\b$", "(a*)*", @"[^\W\d]{2,}|\Bx\B", "(a|ab)(c|bcd)*d?", "a{0}b{1}", "好+?的|好",
    ];

    private static readonly string[] Vocabulary =
    [
        "(", ")", "(?:", "(?<n>", "[", "[^", "]", "|", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,3}", "{1,}", "{,2}", "{0}", "^", "$", ".", @"\b", @"\B", @"\w", @"\W", @"\d", @"\s", @"\S", @"\p{L}", @"\P{Nd}", @"\p{IsGreek}",
        @"\A", @"\z", @"\Z", @"\G", @"\x41", @"\u597d", @"\cA", @"\07", @"\0", @"\.", @"\\", @"\]", "-", "a", "好", "0", "-[a]", "(?#", "(?i)", "(?=", "(?!", "(?<=", "(?>", @"\1", @"\k<n>",
    ];

    private static readonly string[] Texts =
    [
        "", "a", "好", "您好我是1001号客服请问有什么可以帮您", "请提供验证码123456和身份证11010119900101123x", "abcdabcd aab ab bcd", new string('a', 300) + "b", "今天下午3点前联系您保证到账好的好好的", "𠮷野家𠮷\uD83D\uDE00 x y z", "not my problem 0 00 000",
    ];

    public string Name => "patterns";

    public ulong Seed => 0x7061747465726e73;

    public void WarmUp() => Answer("a"u8.ToArray(), new(0, 0));

    public byte[] Make(FuzzRandom random)
    {
        var pattern = random.Of(Seeds);
        if (random.Percent(40))
            pattern = pattern[..Math.Min(pattern.Length, 1 + random.Below(20))];
        for (var rounds = random.MutationCount(); rounds > 0; rounds--)
            pattern = TokenMutation.Apply(pattern, random, Vocabulary);
        return Encoding.UTF8.GetBytes(pattern);
    }

    public string Answer(byte[] input, FuzzRandom random)
    {
        var pattern = Encoding.UTF8.GetString(input);
        if (LinearRegex.Check(pattern) is { } error)
        {
            FuzzFindingException.Unless(error is { Found.Length: > 0, Expected.Length: > 0 } && error.Position >= -1 && error.Position <= pattern.Length, $"an error that says nothing: {error}");
            return "refused";
        }

        var regex = LinearRegex.Build(pattern);
        var answer = "no match";
        foreach (var text in Texts)
        {
            foreach (var match in regex.Matches(text))
            {
                if (match.Length == 0)
                    continue;
                answer = "match";
                var matched = text.Substring(match.Index, match.Length);
                foreach (var set in regex.Required)
                {
                    FuzzFindingException.Unless(
                        set.Members.Any(literal => matched.Contains(literal, StringComparison.Ordinal)),
                        $"'{matched}' is matched, and contains none of {string.Join(", ", set.Members)}");
                }
            }
        }

        return answer;
    }

    [GeneratedRegex("regex: '([^'\n]+)'", RegexOptions.CultureInvariant)]
    private static partial Regex RegexKeys();
}
