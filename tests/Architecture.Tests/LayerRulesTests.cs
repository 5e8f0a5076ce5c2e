using System.Xml.Linq;
using Qa.Rules.Trees;

namespace Architecture.Tests;

public sealed class LayerRulesTests
{
    [Theory]
    [InlineData("Qa.Rules")]
    [InlineData("Qa.Transcription")]
    [InlineData("Qa.Grains")]
    [InlineData("Qa.Portal.Data")]
    [InlineData("Qa.Portal.Migrations.Sqlite")]
    [InlineData("Qa.Portal.Migrations.PostgreSql")]
    [InlineData("Qa.Portal")]
    public void ProjectViolations_OfOurProjects_None(string layer)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", layer, $"{layer}.csproj"));

        LayerRules.ProjectViolations(layer, project).Should().BeEmpty();
    }

    [Fact]
    public void ProjectViolations_PlantedReference_IsFound()
    {
        var planted = XDocument.Parse("""<Project><ItemGroup><ProjectReference Include="../Qa.Grains/Qa.Grains.csproj" /></ItemGroup></Project>""");

        LayerRules.ProjectViolations("Qa.Rules", planted).Should().Equal("Qa.Rules references Qa.Grains");
    }

    [Fact]
    public void PurityViolations_OfQaRules_None() =>
        LayerRules.PurityViolations(typeof(NormTree).Assembly.Location).Should().BeEmpty();

    [Fact]
    public void PurityViolations_PlantedClockAndFile_AreFound()
    {
        // This assembly plants what Qa.Rules must not do: PlantedViolation reads a clock, a file and the culture.
        PlantedViolation.Impure("x").Should().NotBeNull();

        LayerRules.PurityViolations(typeof(PlantedViolation).Assembly.Location).Should()
            .Contain(["System.IO.File", "System.DateTime.get_UtcNow", "System.Globalization.CultureInfo.get_CurrentCulture"]);
    }
}
