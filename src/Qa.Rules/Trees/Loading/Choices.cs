namespace Qa.Rules.Trees.Loading;

/// <summary>The words that a key may have as its value, and what they stand for.</summary>
internal sealed class Choices<T>(params (string Word, T Value)[] choices)
    where T : struct
{
    private readonly string _listing = Phrasing.OneOf([.. choices.Select(static c => c.Word)]);

    public bool TryFind(string word, out T value)
    {
        foreach (var choice in choices)
        {
            if (!string.Equals(choice.Word, word, StringComparison.Ordinal))
                continue;
            value = choice.Value;
            return true;
        }

        value = default;
        return false;
    }

    public string Expected(DocumentNode found)
    {
        var suggestion = found is DocumentScalar { Kind: ScalarKind.String } scalar
            ? Phrasing.Suggestion(scalar.Text, choices.Select(static c => c.Word))
            : "";
        return _listing + suggestion;
    }
}
