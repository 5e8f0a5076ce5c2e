using Qa.Grains.Publication.Checks;
using Qa.Rules.Scoring;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>What a tree made of a case.</summary>
/// <param name="Name">Of its norm; empty where the tree has it not.</param>
/// <param name="Norm">What the norm came to, with its hits; null where it was not judged.</param>
public sealed record CaseResult(StoredCase Case, CaseState State, string Name, NormResult? Norm)
{
    private const string Unreadable = "unreadable";

    /// <summary>Whether it stops a publication.</summary>
    public bool Blocks => State is CaseState.Failed or CaseState.Unreadable;

    internal static CaseResult Of(StoredCase one, CaseJudge judge)
    {
        if (!judge.HasNorm(one.Norm))
            return new(one, CaseState.NormGone, "", null);
        if (CaseContent.Read(one.Content) is not { } interaction)
            return new(one, CaseState.Unreadable, judge.NameOf(one.Norm), null);
        var judgement = judge.Judge(one.Norm, new(one.MustHit), interaction);
        return new(one, judgement.Passed ? CaseState.Passed : CaseState.Failed, judge.NameOf(one.Norm), judgement.Result);
    }

    public FailingCase ToFailing() => new(Case.Id, Case.Norm, Name, Case.Note, Case.MustHit, Norm is { } norm ? OutcomeNames.Of(norm.Outcome) : Unreadable);
}
