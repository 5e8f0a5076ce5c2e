namespace Qa.Portal.Tests.Commands;

/// <summary>Files of the repository, found from where the tests were built.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = FindRoot();

    public static string At(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CallCenter.sln")))
                return folder;
        }

        throw new InvalidOperationException($"no CallCenter.sln above {AppContext.BaseDirectory}");
    }
}
