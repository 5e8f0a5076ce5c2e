using System.Collections.Immutable;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>
/// A set on somebody's page while it is being changed: its text, what it says, and the way back. Edits are functions from a source to a
/// source, so that they can be made again on what somebody else has saved meanwhile. For one page: not safe for several threads.
/// </summary>
public sealed class Workbench
{
    /// <summary>How many changes can be undone. The texts are kept: of the largest sets 200 of them are some hundred MiB, so that those keep fewer.</summary>
    public const int MaximumSteps = 200;

    private const long MaximumKeptCharacters = 32_000_000;

    private readonly LinkedList<TreeSource.Document> _earlier = [];
    private readonly Stack<TreeSource.Document> _later = [];
    private long _keptCharacters;
    private bool _isTyping;
    private (NormSource Source, ImmutableSortedDictionary<string, string> Lexicons, NormTree Tree)? _lastRead;

    public Workbench(WorkingText text)
    {
        Text = text;
        Document = text.Document;
        Source = NormSource.Of(Document.FileName, Document.Text);
    }

    /// <summary>What was saved last, with its version.</summary>
    public WorkingText Text { get; private set; }

    /// <summary>As it is on the page.</summary>
    public TreeSource.Document Document { get; private set; }

    public NormSource Source { get; private set; }

    /// <summary>What is wrong with it, as it was last checked.</summary>
    public ImmutableArray<DocumentError> Errors { get; private set; } = [];

    /// <summary>How many changes of others have come in here.</summary>
    public int Foreign { get; private set; }

    /// <summary>Grows when what stands here has been read anew.</summary>
    public int Revision { get; private set; }

    /// <summary>What it says; while there are errors as it was before them, null where it never had none.</summary>
    public NormTree? Read => _lastRead?.Tree;

    /// <summary>The same ready to be tried. Compiling takes longer than reading, and most changes are made without trying.</summary>
    public Lazy<CompiledTree>? Tree { get; private set; }

    /// <summary>Its root as written; null where it is neither YAML nor JSON.</summary>
    public DocumentMapping? Root => Source.Reading.Root as DocumentMapping;

    public bool IsChanged => !ReferenceEquals(Document, Text.Document);

    public bool CanUndo => _earlier.Count > 0;

    public bool CanRedo => _later.Count > 0;

    /// <summary>Makes an edit at its place.</summary>
    /// <returns>Why it cannot be made; empty where it was.</returns>
    public ImmutableArray<Diagnostic> Apply(Func<NormSource, SourceEditResult> edit)
    {
        var result = edit(Source);
        if (result.Source is not { } source)
            return result.Diagnostics;
        if (!ReferenceEquals(source, Source))
            Change(Document with { Text = source.Text }, source);
        return [];
    }

    /// <summary>Takes over what was typed. What is typed without a stop is undone at once.</summary>
    public void Type(string text)
    {
        if (string.Equals(text, Document.Text, StringComparison.Ordinal))
            return;
        var changed = Document with { Text = text };
        if (_isTyping)
            Put(changed, null);
        else
            Change(changed, null);
        _isTyping = true;
    }

    /// <summary>Takes over a phrase file; null takes it away.</summary>
    public void PutLexicon(string name, string? text)
    {
        var lexicons = text is null ? Document.Lexicons.Remove(name) : Document.Lexicons.SetItem(name, text);
        if (!ReferenceEquals(lexicons, Document.Lexicons))
            Change(Document with { Lexicons = lexicons }, Source);
    }

    /// <summary>Replaces everything, as by a sheet that was imported.</summary>
    public void Replace(TreeSource.Document document) => Change(document, null);

    public void Undo()
    {
        if (_earlier.Last is not { } last)
            return;
        Forget(last);
        _later.Push(Document);
        Put(last.Value, null);
    }

    public void Redo()
    {
        if (!_later.TryPop(out var document))
            return;
        Remember(Document);
        Put(document, null);
    }

    /// <summary>What is on the page has been saved.</summary>
    public void Saved(WorkingText text) => Text = text with { Document = Document };

    /// <summary>Goes on from what somebody else has saved. What was undone or could be is gone with it: it would take their change back too.</summary>
    public void Take(WorkingText text)
    {
        _earlier.Clear();
        _later.Clear();
        _keptCharacters = 0;
        Text = text;
        Foreign++;
        Put(text.Document, null);
    }

    /// <summary>Stands on what somebody else has saved, and stays as it is: saved next, it replaces theirs.</summary>
    public void Rebase(WorkingText theirs) => Text = theirs;

    /// <summary>Reads what stands there now. Of the largest sets the whole takes a tenth of a second, what follows a change of one norm much less.</summary>
    public void Check()
    {
        var lexicons = new SourceLexicons(Document.Lexicons);
        var loaded = _lastRead is var (source, known, read) && ReferenceEquals(known, Document.Lexicons) ? Source.LoadAfter(source, read, lexicons) : Source.Load(lexicons);
        Errors = [.. loaded.Diagnostics.Select(DocumentError.Of)];
        if (loaded.Tree is { } tree)
        {
            _lastRead = (Source, Document.Lexicons, tree);
            Tree = new(() => CompiledTree.Compile(tree));
        }

        Revision++;

        // While its author looks at it: the next edit finds its place the sooner.
        _ = Task.Run(Source.Prepare);
    }

    private void Change(TreeSource.Document document, NormSource? source)
    {
        Remember(Document);
        _later.Clear();
        Put(document, source);
    }

    private void Put(TreeSource.Document document, NormSource? source)
    {
        _isTyping = false;
        Document = document;
        Source = source ?? NormSource.Of(document.FileName, document.Text);
    }

    private void Remember(TreeSource.Document document)
    {
        _earlier.AddLast(document);
        _keptCharacters += document.Text.Length;
        while (_earlier.Count > MaximumSteps || (_earlier.Count > 1 && _keptCharacters > MaximumKeptCharacters))
            Forget(_earlier.First!);
    }

    private void Forget(LinkedListNode<TreeSource.Document> step)
    {
        _keptCharacters -= step.Value.Text.Length;
        _earlier.Remove(step);
    }
}
