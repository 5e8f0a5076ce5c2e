using System.Text.Json;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Trees;

/// <summary>The invalid documents of the specification: exactly the errors listed there, at exactly those places.</summary>
public sealed class InvalidDocumentsTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Names => new(Cases.Keys);

    private static Dictionary<string, Case> Cases { get; } =
        JsonSerializer.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(ProjectPaths.ConformanceCases, "..", "invalid-documents.json")), Web)!
            .ToDictionary(c => c.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_InvalidDocumentOfTheSpecification_ReportsExactlyItsErrors(string name)
    {
        var result = TreeLoader.Load("case.yaml", Cases[name].Yaml);

        result.Tree.Should().BeNull();
        result.Diagnostics.Select(d => new Error(d.Line, d.Path, d.Key)).Should().Equal(Cases[name].Errors, string.Join("; ", result.Diagnostics));
    }

    private sealed record Case(string Name, string Yaml, List<Error> Errors);

    private sealed record Error(int Line, string Path, string Key);
}
