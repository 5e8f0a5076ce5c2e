using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Modules;

/// <summary>Finds what is not a page by a few letters in the palette: people, interactions. Whoever registers one shows nobody what is out of reach.</summary>
internal interface IPaletteSource
{
    /// <summary>Fewest letters for which it is asked.</summary>
    const int MinimumLength = 2;

    /// <summary>Most that it gives.</summary>
    const int MaximumFound = 5;

    /// <param name="text">Trimmed, of <see cref="MinimumLength"/> or more.</param>
    Task<IReadOnlyList<PaletteFound>> FindAsync(string text, Actor actor, CancellationToken cancellation = default);
}

/// <summary>Something that the palette leads to.</summary>
/// <param name="Place">What it is, in a word or two.</param>
internal sealed record PaletteFound(string Title, string Path, string Icon, string Place);
