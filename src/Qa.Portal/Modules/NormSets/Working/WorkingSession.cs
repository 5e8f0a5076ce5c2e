using System.Collections.Immutable;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>
/// Somebody's page on a working draft: each change is saved at once, and what others save meanwhile comes in. A change of a form is made again on
/// what somebody else has saved, unless they have changed the same node; a text that was typed cannot be, so that its author is asked. One
/// thing is done after the other, and each as the person may at the time.
/// </summary>
/// <param name="person">Who sits before the page, as asked anew.</param>
internal sealed class WorkingSession(WorkingDrafts drafts, WorkingEditors editors, Func<Task<Actor>> person, WorkingText text) : IAsyncDisposable
{
    // Each is lost only to a change of somebody else that was saved in the same moment.
    private const int MaximumTries = 50;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly EditorPresence _presence = new(editors, text.RuleSet);
    private WorkingText? _theirs;

    public Workbench Bench { get; } = new(text);

    public string RuleSet => Bench.Text.RuleSet;

    /// <summary>Who else has the draft open.</summary>
    public IReadOnlyList<WorkingEditor> Others => _presence.Others;

    /// <summary>Who has changed it since it was opened here, where their change has come in; null where nobody has.</summary>
    public string? CameIn { get; private set; }

    /// <summary>Who has changed it while a text was typed here that is not saved; null where nobody has.</summary>
    public string? Conflict => _theirs?.ChangedBy;

    /// <summary>Whether somebody has handed it in or thrown it away.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether what is on the page is larger than what is kept.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads what was opened.</summary>
    public Task BeginAsync() => InTurnAsync(() => Task.Run(Bench.Check));

    /// <summary>Makes a change at its place and saves it.</summary>
    /// <returns>Why it cannot be made; empty where it was.</returns>
    public async Task<ImmutableArray<Diagnostic>> ApplyAsync(SetEdit edit)
    {
        ImmutableArray<Diagnostic> problems = [];
        await InTurnAsync(async () =>
        {
            if (_theirs is not null)
            {
                problems = [EditRefusal.Unsaved(Bench.Document.FileName)];
                return;
            }

            for (var tries = 0; tries < MaximumTries; tries++)
            {
                if (edit.Node is { } node && edit.SeenForeign != Bench.Foreign && !FormChange.IsSame(edit.Seen, Bench.Source, node))
                {
                    await Task.Run(Bench.Check);
                    problems = [EditRefusal.SamePlace(Bench.Document.FileName, node, CameIn)];
                    return;
                }

                problems = await ChangeAsync(() => Bench.Apply(edit.Make));
                if (!problems.IsEmpty || await SaveAsync() is not { } theirs)
                    return;
                Bench.Take(theirs);
                CameIn = theirs.ChangedBy;
            }

            problems = [EditRefusal.Busy(Bench.Document.FileName)];
        });
        return problems;
    }

    /// <summary>Takes over what was typed, and saves it, unless somebody else's change has come in since it was begun: then its author is asked.</summary>
    /// <param name="seenForeign">How many changes of others were in the text when typing began.</param>
    public Task TypeAsync(string typed, int seenForeign) => InTurnAsync(async () =>
    {
        var hasMoved = seenForeign != Bench.Foreign && !string.Equals(typed, Bench.Document.Text, StringComparison.Ordinal);
        await ChangeAsync(() =>
        {
            Bench.Type(typed);
            return [];
        });

        // While its author has not chosen, nothing more is saved, however much is typed.
        _theirs ??= hasMoved ? Bench.Text : await SaveAsync();
    });

    public Task PutLexiconAsync(string name, string? lexicon) => WriteAsync(() => Bench.PutLexicon(name, lexicon));

    public Task UndoAsync() => WriteAsync(Bench.Undo);

    public Task RedoAsync() => WriteAsync(Bench.Redo);

    /// <summary>Says that the page is open, and takes in what others have saved; nothing is taken in over what is not saved here.</summary>
    /// <returns>Whether there is something new to show.</returns>
    public async Task<bool> BeatAsync(string? node)
    {
        var isNew = false;
        await InTurnAsync(async () =>
        {
            var actor = await person();
            isNew = await _presence.BeatAsync(actor.Name, node);
            if (IsGone || _theirs is not null || Bench.IsChanged || await drafts.VersionAsync(RuleSet) == Bench.Text.Version)
                return;
            isNew = true;
            if (await drafts.FindAsync(RuleSet, actor) is { } theirs)
                await TakeAsync(theirs, actor);
            else
                IsGone = true;
        });
        return isNew;
    }

    /// <summary>Drops what was typed for what somebody else has saved.</summary>
    public Task TakeTheirsAsync() => InTurnAsync(async () =>
    {
        if (_theirs is not null && await drafts.FindAsync(RuleSet, await person()) is { } theirs)
            await TakeAsync(theirs, await person());
        else
            IsGone = _theirs is not null;
    });

    /// <summary>Saves what was typed over what somebody else has saved, as its author has decided.</summary>
    public Task KeepMineAsync() => InTurnAsync(async () =>
    {
        if (_theirs is not { } theirs)
            return;
        Bench.Rebase(theirs);
        _theirs = null;
        _theirs = await SaveAsync();
    });

    /// <summary>Hands the draft in, as it is saved.</summary>
    public async Task<Answer<Draft>> HandInAsync(string note)
    {
        Answer<Draft> answer = Refusal.Of(RefusalKind.Conflict, "the working draft is not saved");
        await InTurnAsync(async () =>
        {
            if (!Bench.IsChanged && !IsGone)
                answer = await drafts.HandInAsync(Bench.Text, note, await person());
        });
        return answer;
    }

    /// <summary>Goes on from a version that was published since the draft was begun, as its author has looked at what that changed.</summary>
    public Task GoOnFromAsync(long head) => InTurnAsync(async () =>
    {
        var saved = await drafts.GoOnFromAsync(Bench.Text, head, await person());
        if (saved.Outcome == SaveOutcome.Done)
            Bench.Saved(saved.Current!);
    });

    /// <summary>Throws the draft away.</summary>
    public async Task<SaveOutcome> DiscardAsync()
    {
        var outcome = SaveOutcome.Done;
        await InTurnAsync(async () => outcome = Bench.Text.Version == 0 ? SaveOutcome.Done : await drafts.DiscardAsync(Bench.Text, await person()));
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await InTurnAsync(_presence.LeaveAsync);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or InvalidOperationException or NotAllowedException)
        {
            // The process ends; who stays silent is taken for gone.
        }
        finally
        {
            _turn.Dispose();
        }
    }

    private Task WriteAsync(Action change) => InTurnAsync(async () =>
    {
        await ChangeAsync(() =>
        {
            change();
            return [];
        });
        _theirs ??= await SaveAsync();
    });

    // Off the page's thread: the largest sets take a tenth of a second.
    private Task<ImmutableArray<Diagnostic>> ChangeAsync(Func<ImmutableArray<Diagnostic>> change) => Task.Run(() =>
    {
        var problems = change();
        if (problems.IsEmpty)
            Bench.Check();
        return problems;
    });

    /// <returns>What somebody else has saved, where that is in the way; null where it was saved, or can be no more.</returns>
    private async Task<WorkingText?> SaveAsync()
    {
        if (!Bench.IsChanged || IsGone)
            return null;
        IsTooLong = WorkingDrafts.LengthOf(Bench.Document) > WorkingDrafts.MaximumLength;
        if (IsTooLong)
            return null;
        var saved = await drafts.SaveAsync(Bench.Text, Bench.Document, await person());
        if (saved.Outcome == SaveOutcome.Done)
        {
            Bench.Saved(saved.Current!);
            return null;
        }

        IsGone = saved.Current is null;
        return saved.Current;
    }

    private async Task TakeAsync(WorkingText theirs, Actor actor)
    {
        Bench.Take(theirs);
        (_theirs, CameIn) = (null, theirs.ChangedBy == actor.Name ? CameIn : theirs.ChangedBy);
        await Task.Run(Bench.Check);
    }

    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
