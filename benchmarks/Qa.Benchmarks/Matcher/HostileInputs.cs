using System.Text;

namespace Qa.Benchmarks.Matcher;

/// <summary>The inputs of <see cref="HostileComparison"/>: each says what it is aimed at.</summary>
internal static class HostileInputs
{
    public static IEnumerable<(string Name, string[] Phrases, string Text)> All(int length)
    {
        var vocabulary = new ServiceVocabulary(seed: 2);
        var ordinary = vocabulary.Phrases(10_000);
        var service = vocabulary.Text(length);
        var random = new Random(3);

        yield return ("all phrases share a bigram",
            [.. ordinary.Select(p => "您好" + p)],
            Fill(length, () => "您好" + ordinary[random.Next(ordinary.Length)][..1]));
        yield return ("text of the commonest bigrams",
            ordinary,
            CommonestBigrams(ordinary, length, random));
        yield return ("text of the anchors' own phrases",
            ordinary,
            Fill(length, () => ordinary[random.Next(ordinary.Length)]));
        yield return ("runs of one letter, all found",
            [.. Enumerable.Range(1, 200).Select(k => new string('a', k))],
            new string('a', length / 20));
        yield return ("runs of one letter, none found",
            [.. Enumerable.Range(1, 130).Select(k => new string('a', k * 30) + "b")],
            new string('a', length));
        yield return ("long common prefix",
            [.. ordinary.Select(p => Opening + p)],
            Fill(length, () => Opening + ordinary[random.Next(ordinary.Length)][..1]));
        yield return ("long common prefix, service text",
            [.. ordinary.Select(p => Opening + p)],
            service);
        yield return ("all words of two letters",
            [.. Enumerable.Range(0, 1 << 13).Select(Binary)],
            Fill(length, () => random.Next(2) == 0 ? "a" : "b"));
        yield return ("all words of two letters, none found",
            [.. Enumerable.Range(0, 1 << 12).Select(n => Binary(n) + "c")],
            Fill(length, () => random.Next(2) == 0 ? "a" : "b"));
        yield return ("phrases that chain",
            Chains(20),
            Fill(length, () => ((char)('一' + random.Next(20))).ToString()));
        yield return ("phrases that chain, 60 characters",
            [.. Chains(60).Where((_, i) => i % 11 == 0)],
            Fill(length, () => ((char)('一' + random.Next(60))).ToString()));
        yield return ("thousands of single characters",
            [.. Enumerable.Range('一', 5_000).Select(c => ((char)c).ToString())],
            service);
    }

    private const string Opening = "您好欢迎致电客户服务中心工号零零一二三很高兴为您服务请问有什么可以帮您本次通话将被录音感谢您的理解与支持";

    private static string Fill(int length, Func<string> next)
    {
        var text = new StringBuilder(length + 64);
        while (text.Length < length)
            text.Append(next());
        return text.ToString(0, length);
    }

    private static string CommonestBigrams(string[] phrases, int length, Random random)
    {
        var commonest = phrases
            .SelectMany(p => Enumerable.Range(0, Math.Max(0, p.Length - 1)).Select(i => p.Substring(i, 2)))
            .GroupBy(b => b, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(100).Select(g => g.Key).ToArray();
        return Fill(length, () => commonest[random.Next(commonest.Length)]);
    }

    private static string Binary(int number) => Convert.ToString(number | (1 << 13), 2)[1..].Replace('0', 'a').Replace('1', 'b');

    /// <summary>Every three characters of an alphabet: wherever a text of it is cut, a phrase starts, and every bigram is crowded.</summary>
    private static string[] Chains(int alphabet) =>
    [
        .. from a in Enumerable.Range('一', alphabet)
           from b in Enumerable.Range('一', alphabet)
           from c in Enumerable.Range('一', alphabet)
           select $"{(char)a}{(char)b}{(char)c}",
    ];
}
