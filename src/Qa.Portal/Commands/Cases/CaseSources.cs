using Qa.Portal.Commands.Files;

namespace Qa.Portal.Commands.Cases;

/// <summary>
/// The cases files that the arguments of <c>qa test</c> mean: a cases file is itself, a tree means the files under
/// <c>cases/</c> beside it that name it, a folder all that lie below it.
/// </summary>
internal static class CaseSources
{
    /// <summary>The folder beside a tree that its cases are in.</summary>
    private const string CasesFolder = "cases";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private static readonly EnumerationOptions BelowWithoutLinks = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
    };

    public static CaseSource Of(string path)
    {
        if (Directory.Exists(path))
            return new(CasesBelow(path), Tree: null, IsWhole: true);
        if (!DocumentFile.TryRead(path, out var utf8, out _) || CaseReader.IsCases(utf8))
            return new([path], Tree: null, IsWhole: false);
        var folder = Path.Combine(Path.GetDirectoryName(path)!, CasesFolder);
        var beside = Directory.Exists(folder) ? CasesBelow(folder) : [];
        return new([.. beside.Where(file => Names(file, path))], Tree: path, IsWhole: true);
    }

    /// <summary>The tree that a cases file names, as a path that people can read: from where we are, unless that is the longer way.</summary>
    public static string TreeOf(CaseFile file)
    {
        var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Name))!, file.Tree));
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
        return relative.Length < full.Length ? relative : full;
    }

    // A file with errors may be meant for any tree: it is kept, and its errors are shown.
    private static bool Names(string caseFile, string tree) =>
        DocumentFile.TryRead(caseFile, out var utf8, out _)
        && (CaseReader.Read(caseFile, utf8).File is not { } file
            || string.Equals(Path.GetFullPath(TreeOf(file)), Path.GetFullPath(tree), StringComparison.Ordinal));

    private static List<string> CasesBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", BelowWithoutLinks)
            .Where(static file => Extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal)
                && DocumentFile.TryRead(file, out var utf8, out _)
                && CaseReader.IsCases(utf8))
            .Order(StringComparer.Ordinal)];
}

/// <summary>What one argument means.</summary>
/// <param name="Tree">The tree, where the argument was one.</param>
/// <param name="IsWhole">Whether these are all cases of their trees, so that a norm without any can be told.</param>
internal sealed record CaseSource(IReadOnlyList<string> Files, string? Tree, bool IsWhole);
