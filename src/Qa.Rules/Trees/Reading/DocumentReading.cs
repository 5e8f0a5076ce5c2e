namespace Qa.Rules.Trees.Reading;

/// <summary>
/// What reading a text gave: its values, or the one reason why there are none. A value that YAML or JSON allows but a
/// norm tree never does (a tag, an unknown alias, half a surrogate pair) does not stop the reading: it stands in the tree
/// as a null with its problem beside it, so that the loader can say under which node and key it is.
/// </summary>
internal sealed class DocumentReading
{
    private DocumentReading(DocumentNode? root, ReadingProblem? failure, IReadOnlyDictionary<DocumentNode, ReadingProblem> problems) =>
        (Root, Failure, Problems) = (root, failure, problems);

    /// <summary>Null when there is a <see cref="Failure"/>.</summary>
    public DocumentNode? Root { get; }

    public ReadingProblem? Failure { get; }

    public IReadOnlyDictionary<DocumentNode, ReadingProblem> Problems { get; }

    public static DocumentReading Of(DocumentNode root, IReadOnlyDictionary<DocumentNode, ReadingProblem> problems) =>
        new(root, null, problems);

    public static DocumentReading Failed(ReadingProblem failure) =>
        new(null, failure, new Dictionary<DocumentNode, ReadingProblem>());
}
