using System.Text;
using System.Text.Json;
using Qa.Grains.Publication.Checks;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>A case as the interface for machines shows it.</summary>
/// <param name="Interaction">The one it was made from; null where it was written.</param>
internal sealed record CaseView(long Id, string Norm, bool MustHit, string Note, string? Interaction, string CreatedBy, DateTimeOffset CreatedAt, long Version)
{
    /// <summary>The dialogue; null where it was not asked for, or is out of reach.</summary>
    public JsonElement? Document { get; init; }

    public static CaseView Of(StoredCase one) => new(one.Id, one.Norm, one.MustHit, one.Note, one.Interaction, one.CreatedBy, one.CreatedAt, one.Version);

    public CaseView With(Interaction? dialogue) => dialogue is null
        ? this
        : this with { Document = JsonDocument.Parse(InteractionCustomer.Masked(Encoding.UTF8.GetBytes(CaseContent.Of(dialogue)))).RootElement };
}

/// <summary>What all cases of a set came to on a tree, as the interface for machines shows it.</summary>
/// <param name="Gone">Cases whose norm the tree has not, or has switched off.</param>
internal sealed record CaseRunView(int Passed, int Failed, int Gone, IReadOnlyList<FailingCase> Failing, IReadOnlyList<CaseRunView.Result> Results)
{
    public static CaseRunView Of(IReadOnlyList<CaseResult> results) => new(
        results.Count(static result => result.State == CaseState.Passed), results.Count(static result => result.Blocks), results.Count(static result => result.State == CaseState.NormGone),
        [.. results.Where(static result => result.Blocks).Select(static result => result.ToFailing())],
        [.. results.Select(static result => new Result(result.Case.Id, result.Case.Norm, result.State, result.Norm is { } norm ? OutcomeNames.Of(norm.Outcome) : null))]);

    /// <param name="Outcome">Null where the norm was not judged.</param>
    internal sealed record Result(long Case, string Norm, CaseState State, string? Outcome);
}
