namespace Architecture.Tests;

/// <summary>Where the repository's files are, found from where the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

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
