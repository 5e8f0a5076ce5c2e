namespace Qa.Rules.Trees.Reading;

/// <summary>
/// What reading a text gave: its values, or the one reason why there are none. A value that YAML or JSON allows but a
/// norm tree never does (a tag, an unknown alias, half a surrogate pair) does not stop the reading: it stands in the tree
/// as a null with its problem beside it, so that the loader can say under which node and key it is.
/// </summary>
internal sealed class DocumentReading
{
    private DocumentReading(DocumentNode? root, ReadingProblem? failure, IReadOnlyDictionary<DocumentNode, ReadingProblem> problems, bool isJson) =>
        (Root, Failure, Problems, IsJson) = (root, failure, problems, isJson);

    /// <summary>Null when there is a <see cref="Failure"/>.</summary>
    public DocumentNode? Root { get; }

    public ReadingProblem? Failure { get; }

    public IReadOnlyDictionary<DocumentNode, ReadingProblem> Problems { get; }

    /// <summary>Whether the text was read as JSON, so that whoever writes into it has to write JSON.</summary>
    public bool IsJson { get; }

    public static DocumentReading Of(DocumentNode root, IReadOnlyDictionary<DocumentNode, ReadingProblem> problems, bool isJson) =>
        new(root, null, problems, isJson);

    public static DocumentReading Failed(ReadingProblem failure) =>
        new(null, failure, new Dictionary<DocumentNode, ReadingProblem>(), isJson: false);
}
