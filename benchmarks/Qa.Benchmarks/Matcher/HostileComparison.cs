namespace Qa.Benchmarks.Matcher;

/// <summary>
/// Phrases and texts that each defeat one shortcut of a matcher, against ordinary ones in the same rounds: how much slower can
/// anyone make it who writes norms or talks to the service?
/// </summary>
internal static class HostileComparison
{
    private const int OrdinaryPhrases = 10_000;

    public static HostileReport Run(TextWriter output, bool quick)
    {
        var length = quick ? 200_000 : 1_000_000;
        var vocabulary = new ServiceVocabulary(seed: 1);
        var ordinary = Prepare("ordinary", vocabulary.Phrases(OrdinaryPhrases), vocabulary.Text(length));
        var attacks = HostileInputs.All(length).Select(i => Prepare(i.Name, i.Phrases, i.Text)).Prepend(ordinary).ToArray();
        foreach (var attack in attacks)
            Check(attack);

        var times = Measure(attacks, rounds: quick ? 9 : 41);
        var report = new HostileReport([.. attacks.Select((attack, a) => Describe(attack, ordinary, times[a], times[0]))]);
        Print(output, report);
        return report;
    }

    private static Attack Prepare(string name, string[] phrases, string text)
    {
        var attack = new Attack(name, phrases, new BenchText(text), new ProductEngine(), new AhoCorasickEngine());
        attack.Product.Build(phrases);
        attack.Automaton.Build(phrases);
        return attack with { Hits = attack.Product.Count(attack.Text) };
    }

    private static void Check(Attack attack)
    {
        var expected = attack.Automaton.Count(attack.Text);
        if (attack.Hits != expected)
            throw new InvalidOperationException($"'{attack.Name}': counted {attack.Hits} hits, expected {expected}");
    }

    private static List<double>[] Measure(Attack[] attacks, int rounds)
    {
        const int WarmUps = 20;
        var times = attacks.Select(_ => new List<double>()).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            if (round is -1 or -WarmUps / 2)
                Thread.Sleep(500);
            for (var a = 0; a < attacks.Length; a++)
            {
                var time = ThreadClock.Measure(() => attacks[a].Product.Count(attacks[a].Text));
                if (round >= 0)
                    times[a].Add(time);
            }
        }

        return times;
    }

    private static HostileCase Describe(Attack attack, Attack ordinary, List<double> times, List<double> ordinaryTimes)
    {
        double PerCharacter(double milliseconds) => milliseconds * 1e6 / attack.Text.Length;
        var ratios = times.Zip(ordinaryTimes, (t, o) => PerCharacter(t) / (o * 1e6 / ordinary.Text.Length)).ToArray();
        var workRatio = (attack.Text.Length + attack.Hits) / (double)attack.Text.Length
            / ((ordinary.Text.Length + ordinary.Hits) / (double)ordinary.Text.Length);
        return new HostileCase(
            attack.Name,
            attack.Phrases.Length,
            attack.Text.Length,
            attack.Hits,
            attack.Product.AutomatonPatterns,
            Spread.Of(times.Select(PerCharacter)),
            Spread.Of(ratios),
            Spread.Of(ratios.Select(r => r / workRatio)));
    }

    private static void Print(TextWriter output, HostileReport report)
    {
        output.WriteLine("\nhostile inputs: nanoseconds a character; times ordinary, a character; times ordinary, a character or hit");
        foreach (var c in report.Cases)
        {
            output.WriteLine(FormattableString.Invariant(
                $"  {c.Name,-34} {c.NanosecondsPerCharacter,-24} x{c.TimesOrdinary,-24} x{c.TimesOrdinaryPerCharacterOrHit,-24} {c.Phrases} phrases ({c.AutomatonPatterns} automaton), {(double)c.Hits / c.Characters:0.00} hits a character"));
        }
    }

    private sealed record Attack(string Name, string[] Phrases, BenchText Text, ProductEngine Product, AhoCorasickEngine Automaton, long Hits = 0);
}

/// <summary>What the hostile run measured; plain data, to be written as JSON. The first case is the ordinary one.</summary>
internal sealed record HostileReport(IReadOnlyList<HostileCase> Cases);

/// <param name="TimesOrdinaryPerCharacterOrHit">The same, a hit counted as one more character: what is found has to be written.</param>
internal sealed record HostileCase(
    string Name,
    int Phrases,
    int Characters,
    long Hits,
    int AutomatonPatterns,
    Spread NanosecondsPerCharacter,
    Spread TimesOrdinary,
    Spread TimesOrdinaryPerCharacterOrHit);
