using Spectre.Console.Rendering;

namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// A line of text that is never wrapped, cut or coloured, whatever the console's width: messages that other programs
/// read, written through the console so that a progress bar below them stays whole.
/// </summary>
internal sealed class PlainLine(string text) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    // Tabs of a source excerpt must stay tabs for the mark under them to fit.
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new(string.Join('\t', text.Split('\t').Select(PrintableText.Of))), Segment.LineBreak];
}
