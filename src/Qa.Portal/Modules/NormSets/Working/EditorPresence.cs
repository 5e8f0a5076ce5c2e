namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>One open page among those that have a working draft open.</summary>
internal sealed class EditorPresence(WorkingEditors editors, string ruleSet)
{
    private readonly Guid _page = Guid.NewGuid();

    /// <summary>The other pages, as they were last looked for.</summary>
    public IReadOnlyList<WorkingEditor> Others { get; private set; } = [];

    /// <summary>Says that the page is open, and looks who else is.</summary>
    /// <returns>Whether somebody came, went or moved.</returns>
    public async Task<bool> BeatAsync(string person, string? node)
    {
        var before = Others;
        Others = await editors.SeenAsync(ruleSet, _page, person, node);
        return !Others.Select(static other => (other.Page, other.Node)).SequenceEqual(before.Select(static other => (other.Page, other.Node)));
    }

    public Task LeaveAsync() => editors.LeaveAsync(ruleSet, _page);
}
