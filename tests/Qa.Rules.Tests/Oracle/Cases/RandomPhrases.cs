using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Phrases, scripts and patterns taken out of the turns that they are meant to be found in, in other marks, width and case.</summary>
internal sealed class RandomPhrases(Draw draw, NaiveInteraction interaction, IReadOnlyList<string> lexicons)
{
    private const string Fallback = "好";

    private readonly RandomText _text = new(draw);

    /// <summary>Phrases of a list, or now and then the name of one.</summary>
    public JsonArray List(int longest = 4)
    {
        var entries = draw.Many(1, draw.Of(1, 2, longest), () => lexicons.Count > 0 && draw.Percent(8) ? "@" + draw.Of(lexicons) : Phrase());
        return Draw.Array(entries);
    }

    public string Phrase()
    {
        var phrase = draw.Percent(85) && interaction.Turns.Count > 0
            ? _text.Part(Turn(), draw.Of(1, 2, 3, 3, 6))
            : _text.Word();
        return Valid(_text.MaybeDisturbed(phrase, 20));
    }

    /// <summary>The whole of what a turn says, which <c>unanswered</c> ignores.</summary>
    public string WholeTurn() => Valid(_text.MaybeDisturbed(Turn(), 25));

    /// <summary>A longer stretch of a turn, in which some of the phrases may lie.</summary>
    public string Around(string phrase)
    {
        foreach (var turn in interaction.Turns.Select(t => t.Text.Original))
        {
            var at = turn.IndexOf(phrase, StringComparison.Ordinal);
            if (at < 0 || draw.Percent(30)) continue;
            var runes = turn[..at].EnumerateRunes().TakeLast(draw.Int(0, 2)).Concat(turn[at..].EnumerateRunes().Take(phrase.Length + draw.Int(0, 2)));
            return Valid(string.Concat(runes));
        }

        return Phrase();
    }

    public string Script() => draw.Percent(70) ? Valid(_text.MaybeDisturbed(_text.Part(Turn(), 12), 50)) : Phrase() + Phrase();

    /// <summary>A phrase of two Han characters or more, some replaced by others that sound like them.</summary>
    public string Homophone()
    {
        var han = Turn().EnumerateRunes().Select(r => r.Value).Where(NaivePinyin.IsHan).Select(char.ConvertFromUtf32).ToList();
        if (han.Count < 2) return Phrase();
        var start = draw.Int(0, han.Count - 2);
        var phrase = han.Skip(start).Take(draw.Int(2, 4)).Select(c => draw.Percent(50) ? _text.SoundingLike(c) : c);
        return Valid(_text.MaybeDisturbed(string.Concat(phrase), 5));
    }

    /// <summary>A pattern that any linear engine runs: no flags, no references, repeats with small bounds.</summary>
    public string Pattern()
    {
        var text = NormalizedText.Of(Turn()).Text;
        var literals = _text.Part(text.Length > 0 ? text : Fallback, 4).EnumerateRunes().Select(r => r.ToString()).ToList();
        var pattern = string.Concat(literals.Select(Atom));
        return draw.Int(0, 9) switch
        {
            0 => "^" + pattern,
            1 => pattern + "$",
            2 => @"\b" + pattern,
            3 => $"(?:{pattern}|{Regex.Escape(_text.Word())})",
            4 => $"({pattern})?",
            5 => $"{pattern}|{Atom(draw.Of(literals))}|{Regex.Escape(_text.Word())}",
            _ => pattern,
        };
    }

    private string Atom(string literal)
    {
        var escaped = Regex.Escape(literal);
        // Classes and repeats take one UTF-16 unit, so a supplementary character stands in neither.
        if (literal.Length > 1) return draw.Percent(30) ? draw.Of(".", "..", @"\W") : escaped;
        return draw.Int(0, 14) switch
        {
            0 => ".",
            1 => escaped + "?",
            2 => escaped + "+",
            3 => escaped + "*",
            4 => $"[{ClassEscape(literal)}a-c0-9]",
            5 => $"[^{ClassEscape(literal)}]",
            6 => draw.Of(@"\w", @"\d", @"\s", @"\W", @"\D", @"\S", @"\B", @"\w+", @"\d{1,3}", ".*?", ".{0,2}", "一|二"),
            7 => escaped + draw.Of("{1,2}", "{2}", "{0,3}", "??", "+?"),
            _ => escaped,
        };
    }

    private static string ClassEscape(string literal) => literal is "]" or "[" or "\\" or "^" or "-" ? "\\" + literal : literal;

    private string Turn() => interaction.Turns.Count == 0 ? Fallback : draw.Of(interaction.Turns).Text.Original;

    /// <summary>The same, unless no phrase could say it: nothing remains of it, or it would be read as the name of a lexicon.</summary>
    private static string Valid(string phrase)
    {
        var trimmed = phrase.TrimStart('@');
        return NormalizedText.Of(trimmed).Characters.Count == 0 ? Fallback + trimmed : trimmed;
    }
}
