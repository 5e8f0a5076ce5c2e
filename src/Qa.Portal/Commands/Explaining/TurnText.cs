using Qa.Portal.Commands.Hosting;
using Spectre.Console;

namespace Qa.Portal.Commands.Explaining;

/// <summary>
/// A turn's words with the evidence in place: hits that touch or overlap are one marked stretch, followed by the names of
/// the norms that found it. Without colours the stretch stands in 【】.
/// </summary>
internal sealed class TurnText(bool hasColour)
{
    public List<StyledText> Of(string text, IReadOnlyList<Evidence> evidence)
    {
        var pieces = new List<StyledText>();
        var position = 0;
        var inWords = evidence.Where(static found => !found.IsWholeTurn).ToList();
        for (var first = 0; first < inWords.Count;)
        {
            var (end, next) = (inWords[first].End, first + 1);
            while (next < inWords.Count && inWords[next].Hit.Start < end)
                end = Math.Max(end, inWords[next++].End);
            var stretch = inWords[first..next];
            pieces.Add(new(text[position..stretch[0].Hit.Start]));
            AddStretch(pieces, text, stretch, end);
            (first, position) = (next, end);
        }

        pieces.Add(new(text[position..]));

        // A norm that looks for words and for whole turns is named at its words.
        var named = inWords.Select(static found => found.NormName).ToHashSet(StringComparer.Ordinal);
        var whole = evidence.Where(found => found.IsWholeTurn && !named.Contains(found.NormName)).ToList();
        if (whole.Count > 0)
            pieces.Add(Label(whole));
        return pieces;
    }

    private void AddStretch(List<StyledText> pieces, string text, List<Evidence> stretch, int end)
    {
        var start = stretch[0].Hit.Start;
        if (hasColour)
        {
            int[] borders = [.. stretch.SelectMany(static found => (int[])[found.Hit.Start, found.End]).Distinct().Order()];
            for (var index = 0; index + 1 < borders.Length; index++)
            {
                var (from, to) = (borders[index], borders[index + 1]);
                var outcome = stretch.Where(found => found.Hit.Start <= from && found.End >= to).Select(static found => found.Outcome).MinBy(EvidenceMap.WeightOf);
                pieces.Add(new(text[from..to], OutcomeLook.EvidenceOf(outcome)));
            }
        }
        else
        {
            pieces.Add(new($"【{text[start..end]}】"));
        }

        pieces.Add(Label(stretch));
    }

    private static StyledText Label(List<Evidence> stretch)
    {
        var names = stretch.Select(static found => found.Hit.ViaPinyin ? $"{found.NormName}~" : found.NormName).Distinct(StringComparer.Ordinal);
        var outcome = stretch.Select(static found => found.Outcome).MinBy(EvidenceMap.WeightOf);
        return new($"‹{string.Join('·', names)}›", new Style(OutcomeLook.ColourOf(outcome)));
    }
}
