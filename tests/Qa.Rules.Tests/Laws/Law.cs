using CsCheck;
using Qa.Rules.Tests.Oracle.Cases;

namespace Qa.Rules.Tests.Laws;

/// <summary>Checks what must be true for all dialogues and all that is drawn for them.</summary>
internal static class Law
{
    private const int Iterations = 150;

    /// <param name="draw">What the law speaks of beside the dialogue: conditions, phrases, limits.</param>
    public static void Holds<T>(Func<Scene, T> draw, Action<Scene, T> law) =>
        new SceneGen<T>(draw).Sample(drawn => law(drawn.Scene, drawn.Parts), iter: Iterations, threads: 1);

    private sealed class SceneGen<T>(Func<Scene, T> draw) : Gen<Drawn<T>>
    {
        public override Drawn<T> Generate(PCG pcg, Size? min, out Size size)
        {
            var scene = Scene.Of(new Draw(pcg));
            var drawn = new Drawn<T>(scene, draw(scene));
            size = new Size((ulong)drawn.ToString().Length);
            return drawn;
        }
    }

    private sealed record Drawn<T>(Scene Scene, T Parts);
}
