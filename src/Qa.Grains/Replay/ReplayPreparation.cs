using System.Buffers.Binary;
using System.Security.Cryptography;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Compilation;

namespace Qa.Grains.Replay;

/// <summary>Makes what was asked for into a run, or says why there can be none.</summary>
internal sealed class ReplayPreparation(Database database, CompiledVersions versions, VersionCatalogue catalogue, DraftPreview previews, IGrainFactory grains)
{
    public async Task<Answer<PreparedReplay>> PrepareAsync(ReplayRequest request)
    {
        if (FaultOf(request) is { } fault)
            return Refusal.Of(RefusalKind.InvalidRequest, fault);
        if (await database.ReadAsync(session => ReplayRows.MissingAsync(session, request)) is { } missing)
            return Refusal.Of(RefusalKind.NotFound, $"there is no {missing}");
        if (!request.AsksForImpact)
            return new PreparedReplay(request, new SamenessRun(database, versions, request), null);
        foreach (var wanted in new[] { request.Version, request.Baseline })
        {
            if (wanted is { } version && await catalogue.FindAsync(request.RuleSet!, version) is null)
                return Refusal.Of(RefusalKind.NotFound, $"there is no version '{new VersionKey(request.RuleSet!, version)}'");
        }

        var candidate = await CandidateAsync(request);
        if (!candidate.Succeeded)
            return candidate.Refusal;
        var baseline = request.Baseline is { } against ? await versions.GetAsync(request.RuleSet!, against) : null;
        var whole = request is { Sample: not null, Seed: null } ? request with { Seed = NewSeed() } : request;
        return new PreparedReplay(whole, new ImpactRun(database, versions, whole, candidate.Value, baseline), candidate.Value.TreeHash);
    }

    private static string? FaultOf(ReplayRequest request) => request switch
    {
        { Version: not null, Draft: not null } => "a version and a draft; expected one of the two",
        { AsksForImpact: false, Baseline: not null } => "a baseline without a version; expected the version or draft it is compared with",
        { AsksForImpact: false, Sample: not null } => "a sample without a version; expected the version or draft it is scored by",
        { AsksForImpact: true, RuleSet: null } or { AsksForImpact: true, Task: not null } => "another version takes a set, and a period or an interaction instead of a task",
        { Sample: < 1 or > ReplayRequest.MaximumSample } => Invariant($"a sample of {request.Sample}; expected 1 to {ReplayRequest.MaximumSample}"),
        { Sample: null, Seed: not null } => "a seed without a sample; expected the size of the sample",
        _ => null,
    };

    private async Task<Answer<CompiledTree>> CandidateAsync(ReplayRequest request)
    {
        if (request.Version is { } version)
            return await versions.GetAsync(request.RuleSet!, version);
        var draft = await grains.GetGrain<IRuleSetGrain>(request.RuleSet!).GetDraftAsync(request.Draft!);
        if (!draft.Succeeded)
            return draft.Refusal;
        var change = await previews.OfAsync(draft.Value);
        return change.Succeeded ? await Task.Run(() => CompiledTree.Compile(change.Value.After)) : change.Refusal;
    }

    // Small enough to be a whole number in every reader of JSON.
    private static long NewSeed() => BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(sizeof(uint)));
}

/// <summary>A replay that can begin.</summary>
/// <param name="Request">As it was asked for, with the seed that was made where none was given.</param>
/// <param name="TreeHash">Of the other version or the draft; null where there is none.</param>
internal sealed record PreparedReplay(ReplayRequest Request, IReplayRun Run, string? TreeHash);
