using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Who may lean on whom (ARCHITECTURE.md), read from project files and from what the compiler wrote.</summary>
internal static class LayerRules
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Qa.Rules"] = [],
        ["Qa.Transcription"] = ["Qa.Rules"],
        ["Qa.Grains"] = ["Qa.Rules"],
        ["Qa.Portal.Data"] = ["Qa.Grains"],
        ["Qa.Portal.Migrations.Sqlite"] = ["Qa.Portal.Data"],
        ["Qa.Portal.Migrations.PostgreSql"] = ["Qa.Portal.Data"],
        ["Qa.Portal"] = ["Qa.Rules", "Qa.Transcription", "Qa.Grains", "Qa.Portal.Data", "Qa.Portal.Migrations.Sqlite", "Qa.Portal.Migrations.PostgreSql"],
    };

    /// <summary>What the pure core must not even mention: I/O, clock, randomness, the frameworks of other layers.</summary>
    private static readonly string[] ForbiddenToRules =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.Net.", "System.TimeProvider", "System.Random", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
        "System.Threading.Timer", "Orleans.", "Microsoft.EntityFrameworkCore.", "Microsoft.AspNetCore.", "Microsoft.Extensions.Logging.",
    ];

    /// <summary>Members, since their types are harmless otherwise.</summary>
    private static readonly string[] ForbiddenMembersToRules =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Globalization.CultureInfo.get_CurrentCulture", "System.String.Normalize", "System.String.ToLower", "System.String.ToUpper",
    ];

    public static IEnumerable<string> ProjectViolations(string layer, XDocument project) =>
        from reference in project.Descendants("ProjectReference")
        let target = Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include"))
        where !AllowedReferences[layer].Contains(target, StringComparer.Ordinal)
        select $"{layer} references {target}";

    public static IEnumerable<string> PurityViolations(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in metadata.TypeReferences)
        {
            var name = NameOf(metadata, handle);
            if (ForbiddenToRules.Any(forbidden => forbidden.EndsWith('.')
                ? name.StartsWith(forbidden, StringComparison.Ordinal)
                : string.Equals(name, forbidden, StringComparison.Ordinal)))
                found.Add(name);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
                continue;
            var name = $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}";
            if (ForbiddenMembersToRules.Contains(name, StringComparer.Ordinal))
                found.Add(name);
        }

        return found;
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
