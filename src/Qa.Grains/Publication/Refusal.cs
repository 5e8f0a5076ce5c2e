using System.Collections.Immutable;
using Qa.Grains.Publication.Checks;
using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Publication;

/// <summary>Why a request was not carried out; nothing of it was done.</summary>
/// <param name="Detail">What was found and what was expected, in English.</param>
/// <param name="Errors">With <see cref="RefusalKind.InvalidDocument"/>: all of them; else empty.</param>
/// <param name="Head">With <see cref="RefusalKind.Conflict"/>: the version in force; null when there is none.</param>
[GenerateSerializer, Alias("qa.Refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Detail,
    [property: Id(2)] ImmutableArray<DocumentError> Errors,
    [property: Id(3)] long? Head)
{
    /// <summary>With <see cref="RefusalKind.FailingCases"/>: all of them. Default where a process from before them has refused.</summary>
    [Id(4)]
    public ImmutableArray<FailingCase> Cases { get; init; } = [];

    public static Refusal Of(RefusalKind kind, string detail) => new(kind, detail, [], null);

    public static Refusal Conflict(string ruleSet, long? head, long? expected) => new(
        RefusalKind.Conflict,
        Invariant($"'{ruleSet}' is at {Shown(head)}, and the change was made to {Shown(expected)}"),
        [],
        head);

    public static Refusal InvalidDocument(ImmutableArray<DocumentError> errors) =>
        new(RefusalKind.InvalidDocument, Invariant($"the document has {errors.Length} errors, the first: {errors[0]}"), errors, null);

    public static Refusal FailingCases(ImmutableArray<FailingCase> cases) =>
        new(RefusalKind.FailingCases, Invariant($"{cases.Length} cases fail: {PublicationChecks.Named(cases)}"), [], null) { Cases = cases };

    private static string Shown(long? version) => version is null ? "no version" : Invariant($"version {version}");
}
