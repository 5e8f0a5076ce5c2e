using System.Collections.Immutable;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Rules.Compilation;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>The tree that a request means: a version, a draft, or a document that it brings.</summary>
internal sealed class RequestedTree(VersionCatalogue catalogue, CompiledVersions versions, DraftPreview previews, IGrainFactory grains)
{
    public async Task<Answer<CompiledTree>> OfAsync(string ruleSet, RunRequest wanted, CancellationToken cancellation)
    {
        if (wanted.Document is { } sent)
        {
            var document = new TreeSource.Document(sent.File, sent.Text, (sent.Lexicons ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal));
            var (errors, tree) = await Task.Run(() => NormSetCheck.Of(document), cancellation);
            return tree is null ? Refusal.InvalidDocument(errors) : tree;
        }

        if (wanted.Draft is { } id)
        {
            var draft = await grains.GetGrain<IRuleSetGrain>(ruleSet).GetDraftAsync(id);
            if (!draft.Succeeded)
                return draft.Refusal;
            var change = await previews.OfAsync(draft.Value, cancellation);
            return change.Succeeded ? await Task.Run(() => CompiledTree.Compile(change.Value.After), cancellation) : change.Refusal;
        }

        var version = wanted.Version ?? (await catalogue.FindSetAsync(ruleSet))?.Version;
        return version is { } number && await catalogue.FindAsync(ruleSet, number) is not null
            ? await versions.GetAsync(ruleSet, number)
            : Refusal.Of(RefusalKind.NotFound, wanted.Version is null ? $"there is no set '{ruleSet}' with a version" : FormattableString.Invariant($"'{ruleSet}' has no version {wanted.Version}"));
    }
}
