namespace Qa.Rules.Tests.Oracle;

/// <summary>Where the repository lies on this machine: found from the built test upwards, for a build's own paths are not kept in it.</summary>
internal static class ProjectPaths
{
    private static readonly string Root = FindRoot();

    public static string ConformanceCases { get; } = Path.Combine(Root, "tests", "Qa.Rules.Tests", "Data", "conformance");

    /// <summary>The norm sets that the product brings along.</summary>
    public static string RuleSets { get; } = Path.Combine(Root, "rulesets");

    /// <summary>Interactions made for the demo.</summary>
    public static string Samples { get; } = Path.Combine(Root, "samples");

    /// <summary>Real dialogues beside the repository; not there in a clone of it alone.</summary>
    public static string Dialogues { get; } = Path.Combine(Root, "..", "shared", "data");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CallCenter.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("CallCenter.sln is in no folder above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }
}
