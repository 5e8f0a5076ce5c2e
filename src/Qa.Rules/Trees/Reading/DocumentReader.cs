namespace Qa.Rules.Trees.Reading;

/// <summary>
/// Reads a text as JSON or YAML 1.2. YAML contains JSON only almost (long keys, line separators inside strings), so a
/// text that begins with <c>{</c> and is JSON is read as such.
/// </summary>
internal static class DocumentReader
{
    public static DocumentReading Read(ReadOnlyMemory<byte> utf8) =>
        SourceText.Decode(utf8, out var failure) is { } text ? Read(text) : DocumentReading.Failed(failure!);

    public static DocumentReading Read(string text) =>
        SourceText.Check(text, out var failure) is { } source ? Read(source) : DocumentReading.Failed(failure!);

    private static DocumentReading Read(SourceText source)
    {
        var firstCharacter = source.Text.AsSpan().TrimStart(" \t\r\n");
        return firstCharacter is ['{', ..] && JsonDocumentReader.Read(source) is { } json ? json : YamlDocumentReader.Read(source.Text);
    }
}
