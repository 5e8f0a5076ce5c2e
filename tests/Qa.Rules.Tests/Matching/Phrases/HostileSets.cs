namespace Qa.Rules.Tests.Matching.Phrases;

/// <summary>Phrases and texts made to break one shortcut each of a matcher.</summary>
internal static class HostileSets
{
    public static string[] All { get; } =
    [
        "runs", "long runs", "binary", "shared bigram", "long common prefix", "long common suffix", "overlapping anchors",
        "long among short", "wide alphabet", "long phrases",
    ];

    public static TheoryData<string> Names() => [.. All];

    public static (string[] Patterns, string Text) Get(string name) => name switch
    {
        "runs" => ([.. Enumerable.Range(1, 50).Select(k => new string('a', k))], new string('a', 3_000)),
        "long runs" => ([.. Enumerable.Range(1, 60).Select(k => new string('a', k * 30) + "b")], new string('a', 20_000) + "b" + new string('a', 70) + "b"),
        "binary" => ([.. Enumerable.Range(0, 1 << 12).Select(Binary)], string.Concat(Enumerable.Range(0, 900).Select(i => Binary(i * 7919 % 4096)))),
        "shared bigram" => ([.. Three().Select(t => "您好" + t)], string.Concat(Three().Select(t => "您好" + t + "您好"))),
        "long common prefix" => ([.. Three().Select(t => new string('请', 30) + "您稍等一下我们马上为您处理" + t)],
            string.Concat(Three().Take(300).Select(t => new string('请', 33) + "您稍等一下我们马上为您处理" + t))),
        "long common suffix" => ([.. Three().Select(t => t + new string('了', 40))], string.Concat(Three().Take(300).Select(t => t + new string('了', 40 + (t[0] % 3) - 1)))),
        "overlapping anchors" => ([.. Three()], string.Concat(Three())),
        "long among short" => ([.. Three().Take(500), string.Concat(Three().Take(700)), string.Concat(Three().Skip(3).Take(30))], string.Concat(Three())),
        "wide alphabet" => ([.. Wide()], string.Concat(Wide().Where((_, i) => i % 3 == 0))),
        "long phrases" => ([.. Enumerable.Range(0, 300).Select(Long)], string.Concat(Enumerable.Range(0, 400).Select(i => Long(i)[(i % 2)..]))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such set"),
    };

    private static string Binary(int number) => Convert.ToString(number | (1 << 12), 2);

    /// <summary>Over so many characters that the automaton's table would be too large.</summary>
    private static IEnumerable<string> Wide() =>
        from a in Enumerable.Range(0, 60)
        from b in Enumerable.Range(0, 60)
        from k in Enumerable.Range(0, 6)
        select $"{(char)('一' + a)}{(char)('一' + b)}{(char)('一' + ((a * 7 + b * 13 + k) % 60))}";

    private static string Long(int number) => string.Concat(Enumerable.Range(0, 100).Select(i => (char)('一' + ((number * 37 + i * i * 11) % 2003))));

    private static IEnumerable<string> Three() =>
        from a in Enumerable.Range('一', 14)
        from b in Enumerable.Range('一', 14)
        from c in Enumerable.Range('一', 14)
        select $"{(char)a}{(char)b}{(char)c}";
}
