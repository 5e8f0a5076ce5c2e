using Qa.Rules.Compilation;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary>
/// Everything that scoring one interaction by one tree needs on the way: its texts, times, occurrences and hits. A thread
/// keeps one and uses it again, so that scoring allocates only what it returns; between runs it holds nothing of what was said.
/// </summary>
internal sealed partial class ScoringRun
{
    /// <summary>Text of a run, in UTF-16 units, and hits: what had more is not kept, as the thread may never need as much again.</summary>
    private const int LargestKept = 1_000_000;

    // Taken out while a run is on: what an exception leaves half done is never used again.
    [ThreadStatic]
    private static ScoringRun? s_ofThread;

    private readonly List<TurnBits> _turnBits = [];
    private readonly TurnIndex _turnIndex = new();
    private readonly TimingIndex _timing = new();
    private bool _turnIndexBuilt;
    private bool _timingBuilt;
    private bool? _hasTiming;

    private ScoringRun()
    {
    }

    public CompiledTree Tree { get; private set; } = null!;

    public Interaction Interaction { get; private set; } = null!;

    public TurnTexts Texts { get; } = new();

    public OccurrenceIndex Occurrences { get; } = new();

    public PlaceArena Places { get; } = new();

    /// <summary>For an evaluator's own use while it evaluates; never across the evaluation of another condition.</summary>
    public GrowingList<LeafOccurrence> LeafScratch { get; } = new();

    /// <summary>For an evaluator's own use while it evaluates; never across the evaluation of another condition.</summary>
    public GrowingList<int> IntScratch { get; } = new();

    /// <summary>For an evaluator's own use while it evaluates; never across the evaluation of another condition.</summary>
    public GrowingList<bool> FlagScratch { get; } = new();

    public TurnIndex TurnIndex
    {
        get
        {
            if (!_turnIndexBuilt)
                _turnIndex.Build(Interaction.Turns);
            _turnIndexBuilt = true;
            return _turnIndex;
        }
    }

    /// <summary>Only for conditions that need timing, of an interaction that has it.</summary>
    public TimingIndex Timing
    {
        get
        {
            if (!_timingBuilt)
                _timing.Build(Interaction);
            _timingBuilt = true;
            return _timing;
        }
    }

    /// <summary>The run of this thread, begun anew. It is not reentrant: nothing that scores may score within.</summary>
    public static ScoringRun Begin(CompiledTree tree, Interaction interaction)
    {
        var run = s_ofThread ?? new();
        s_ofThread = null;
        run.Tree = tree;
        run.Interaction = interaction;
        run._turnIndexBuilt = run._timingBuilt = false;
        run._hasTiming = null;
        run.Places.Clear();
        run.ForgetLets();
        foreach (var bits in run._turnBits)
            bits.Forget();
        run.Texts.Build(interaction.Turns, tree.Phrases.Reads);
        run.Occurrences.Reset(tree.Phrases.LeafCount);
        tree.Phrases.FindOccurrences(run);
        return run;
    }

    /// <summary>Forgets the interaction, and keeps the storage for the next run of this thread.</summary>
    public void End()
    {
        if (Texts.Length > LargestKept || Places.Count > LargestKept)
            return;
        Tree = null!;
        Interaction = null!;
        Texts.Forget();
        s_ofThread = this;
    }

    /// <summary>Whether the interaction has what a norm needs to be measured.</summary>
    public bool Meets(Needs needs)
    {
        if (needs == Needs.None)
            return true;
        return ((needs & Needs.Timing) == 0 || (_hasTiming ??= TimingIndex.HasTiming(Interaction)))
            && ((needs & Needs.AgentLoudness) == 0 || HasLoudness(Role.Agent))
            && ((needs & Needs.CustomerLoudness) == 0 || HasLoudness(Role.Customer));
    }

    /// <summary>Whether an agent's turn may not have been heard rightly.</summary>
    public bool HasDoubtfulAgentTurn()
    {
        var least = Tree.Tree.Score.MinConfidence;
        if (least <= 0m)
            return false;
        foreach (var turn in Interaction.Turns)
        {
            if (turn.Role == Role.Agent && turn.Confidence < least)
                return true;
        }

        return false;
    }

    public bool IsOfRole(int turn, RoleFilter filter) => Interaction.Turns[turn].Role switch
    {
        Role.Agent => filter != RoleFilter.Customer,
        Role.Customer => filter != RoleFilter.Agent,
        _ => false,
    };

    /// <summary>A set of turns kept for the run under a number that the compiler gave out.</summary>
    public TurnBits TurnBitsAt(int slot)
    {
        while (_turnBits.Count <= slot)
            _turnBits.Add(new());
        return _turnBits[slot];
    }

    private bool HasLoudness(Role role)
    {
        foreach (var turn in Interaction.Turns)
        {
            if (turn.Role == role && turn.LoudnessMillibels is null)
                return false;
        }

        return true;
    }
}
