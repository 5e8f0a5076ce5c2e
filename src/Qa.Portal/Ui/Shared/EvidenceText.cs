using System.Collections.Immutable;

namespace Qa.Portal.Ui.Shared;

/// <summary>A part of a turn's text, and the norms whose evidence it is.</summary>
/// <param name="Norms">By name; empty for text that is nobody's evidence.</param>
internal sealed record EvidenceText(string Text, ImmutableArray<string> Norms)
{
    /// <summary>Cuts a text where evidence begins or ends. Together the parts are the text; none is empty.</summary>
    /// <param name="hits">In UTF-16 units; what reaches beyond the text is cut off.</param>
    public static ImmutableArray<EvidenceText> Of(string text, IReadOnlyCollection<(string Norm, int Start, int Length)> hits)
    {
        var cuts = new SortedSet<int> { 0, text.Length };
        foreach (var (_, start, length) in hits)
        {
            cuts.Add(Math.Clamp(start, 0, text.Length));
            cuts.Add(Math.Clamp(start + length, 0, text.Length));
        }

        return [.. cuts.Zip(cuts.Skip(1), (from, to) => new EvidenceText(text[from..to], [.. hits.Where(hit => hit.Start <= from && to <= hit.Start + hit.Length).Select(static hit => hit.Norm).Distinct(StringComparer.Ordinal)]))];
    }
}
