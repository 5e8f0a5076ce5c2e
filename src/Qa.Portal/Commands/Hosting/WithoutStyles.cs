using Spectre.Console;
using Spectre.Console.Rendering;

namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// Takes colours and decorations out of everything that a console draws. Where Spectre.Console itself is told to do without,
/// it leaves bold in, or, without escape sequences at all, resets the colours of the process's terminal around every word.
/// </summary>
internal sealed class WithoutStyles : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(static renderable => new Plain(renderable));

    private sealed class Plain(IRenderable styled) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => styled.Measure(options, maxWidth);

        // Control codes move the cursor of a progress bar; they are no style.
        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => styled.Render(options, maxWidth)
            .Select(static segment => segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(segment.Text, Style.Plain));
    }
}
