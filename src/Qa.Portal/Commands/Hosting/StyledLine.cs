using Spectre.Console;
using Spectre.Console.Rendering;

namespace Qa.Portal.Commands.Hosting;

/// <summary>A piece of text in one style.</summary>
internal readonly record struct StyledText(string Text, Style Style)
{
    public StyledText(string text)
        : this(text, Style.Plain)
    {
    }

    /// <summary>Terminal cells that it takes: two for a Han character.</summary>
    public int Width => Text.GetCellWidth();

    public StyledText PadTo(int width) => Width >= width ? this : this with { Text = Text + new string(' ', width - Width) };

    public StyledText PadLeftTo(int width) => Width >= width ? this : this with { Text = new string(' ', width - Width) + Text };
}

/// <summary>A line of styled pieces that is already as wide as it should be.</summary>
internal sealed class StyledLine(params IReadOnlyList<StyledText> pieces) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [.. pieces.Where(static piece => piece.Text.Length > 0).Select(static piece => new Segment(PrintableText.Of(piece.Text), piece.Style)), Segment.LineBreak];
}
