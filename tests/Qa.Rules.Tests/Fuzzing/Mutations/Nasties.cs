namespace Qa.Rules.Tests.Fuzzing.Mutations;

/// <summary>Pieces of text that have broken parsers, matchers and hashes before: what mutations put into an input.</summary>
internal static class Nasties
{
    public static readonly string[] Texts =
    [
        "", " ", "\t", "\n", "\r\n", "\0", "\u0001", "\u007f", "\u0085", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\uFFFF", "\uFDD0", "\u200D", "\u00AD", "\u202E",
        "\uD83D\uDE00", "𠮷", "\u0301\u0301\u0301", "e\u0301", "\u1100\u1161\u11A8", "가", "ﷺ", "㍿", "ǅ", "İ", "ß", "ﬃ", "①", "Ａ", "１", "\u0345", "\u0F73", "\u17B4", "\uFE0F", "\U000E0100",
        "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u0000", "\\uD83D", "\"\\ud800\"", "\"\\x00\"", "\\", "\\\\", "\"", "'", "''", "\"\"",
        "null", "~", "true", "True", "yes", "no", "on", ".nan", ".inf", "-.inf", "NaN", "Infinity", "0x1F", "0o17", "010", "1_000", "1:30", "2026-01-01", "=", "<<",
        "0", "-0", "0.0", "-1", "1", "2", "1.5", "0.005", "0.0005", "1e1", "1e400", "-1e400", "1e-400", "1E+2", "9007199254740993", "99999999999999999999999999999999", "1e999999999",
        "2147483647", "2147483648", "-2147483648", "9223372036854775807", "18446744073709551616", "79228162514264337593543950336", "0.1000000000000000055511151231257827", "4.9e-324", "1.7976931348623157e308", "1000000000", "1000001", "0.00000000000000000000000000001",
        "{", "}", "[", "]", ":", ",", "- ", "? ", "# ", "| ", "> ", "|2-\n", "& ", "* ", "&a ", "*a", "!t ", "!!binary ", "!!str ", "!<tag:yaml.org,2002:int> ", "%YAML 1.2\n", "%TAG ! !\n", "---\n", "...\n", "<<: *a\n", "? [a]\n: b\n", "@", "`",
        "{}", "[]", "[[]]", "{\"\": 1}", "[,]", "{,}", "{a: b, a: c}", "[null]", "{\"a\":null}", "veto", "manual", "@profanity", "@", "@@", "@none", "use", "../x.txt", "/etc/passwd", "lexicons/insult.txt",
        "(", ")", "(?", "(?:", "(?=", "(?<a>", "\\1", "\\b", "\\w", "\\p{L}", "\\p{", "[^]", "[a-", "{1,2}", "{1000}", "{2147483648}", "*", "+", "?", "|", "^", "$", ".", ".*", "a{0}", "(a*)*", "(a|a)*", "\\ud83d", "[\\ud83d-\\ude00]",
        "&&", "||", "==", "!=", "<", "<=", ">=", "!", "-", "/", "1/0", "hits(\"x\")", "interaction.attributes[\"vip\"]", "metrics.agentShare", "interaction.id", "System.IO.File", "GetType()", "it", "new(", "=>", "$(", "\"\\u0000\"", "@0", "np(", "iif(",
    ];

    /// <summary>Long or deep things, made where they are used: deep brackets, long keys, bombs of aliases.</summary>
    public static readonly Func<FuzzRandom, string>[] Large =
    [
        random => new string('[', 1 + random.Below(3_000)),
        random => Nested("{\"a\":", "1", "}", 1 + random.Below(200)),
        random => Nested("[", "", "]", 1 + random.Below(200)),
        random => Nested("(", "1", ")", 1 + random.Below(200)),
        random => Nested("{not: ", "{turnCount: {above: 1}}", "}", 1 + random.Below(100)),
        random => Nested("{\"all\":[", "{\"turnCount\":{\"above\":1}}", "]}", 1 + random.Below(60)),
        random => new string('a', 1 + random.Below(20_000)),
        random => "\"" + new string('键', 1 + random.Below(5_000)) + "\": 1",
        random => new string('9', 1 + random.Below(5_000)),
        random => "0." + new string('0', 1 + random.Below(2_000)) + "1",
        random => string.Concat(Enumerable.Repeat("- ", 1 + random.Below(300))),
        random => new string(' ', 1 + random.Below(2_000)),
        random => new string('\t', 1 + random.Below(20)),
        random => new string('\u0301', 1 + random.Below(5_000)),
        random => string.Concat(Enumerable.Repeat("\\u0041", 1 + random.Below(500))),
        random => string.Concat(Enumerable.Repeat("!", 1 + random.Below(500))),
        random => string.Concat(Enumerable.Repeat("1 == 1 && ", 1 + random.Below(300))),
        random => string.Concat(Enumerable.Range(0, 1 + random.Below(40)).Select(i => $"a{i}|")),
        random => AliasBomb(2 + random.Below(12), 2 + random.Below(9)),
    ];

    private static string Nested(string open, string inside, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth));

    private static string AliasBomb(int levels, int width)
    {
        var lines = new List<string> { "b0: &b0 [好, 好]" };
        for (var level = 1; level <= levels; level++)
            lines.Add($"b{level}: &b{level} [{string.Join(", ", Enumerable.Repeat($"*b{level - 1}", width))}]");
        return string.Join('\n', lines) + "\n";
    }
}
