using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Qa.Grains.Publication.Sources;

namespace Qa.Portal.Modules.NormSets;

/// <summary>A change that is to be published: a document, a node, a rollback or a draft that is there already; exactly one of them.</summary>
/// <param name="Note">Why, for those who read the history.</param>
/// <param name="ExpectedHead">The version the change was made to; 0 for none. Left out, the one in force is taken.</param>
/// <param name="Emergency">Publishes without approvals, for this reason; it stays marked, and is reviewed later.</param>
/// <param name="At">Publishes at this time; a draft that waits for approvals does not keep it, and it is said again when that is published.</param>
internal sealed record PublicationRequest(
    DocumentPart? Document = null, NodePart? Node = null, int? RollbackTo = null, string? Draft = null, string? Note = null, long? ExpectedHead = null,
    string? Emergency = null, DateTimeOffset? At = null)
{
    /// <summary>What is changed; null when that is a draft, or when it is not one of them alone.</summary>
    public TreeSource? Source() => (Document, Node, RollbackTo, Draft) switch
    {
        ({ } document, null, null, null) => new TreeSource.Document(document.File, document.Text, (document.Lexicons ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal)),
        (null, { } node, null, null) => new TreeSource.Node(node.Operation, node.Path, node.Place, node.Text ?? ""),
        (null, null, { } version, null) => new TreeSource.Earlier(version),
        _ => null,
    };

    [JsonIgnore]
    public bool IsOneChange => Source() is not null || (Draft is not null && (Document, Node, RollbackTo) == (null, null, null));
}
