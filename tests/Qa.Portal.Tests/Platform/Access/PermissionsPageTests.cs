using System.Globalization;
using System.Text;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Tests.Commands;

namespace Qa.Portal.Tests.Platform.Access;

/// <summary>The page that says who may do what is as the table of roles has it.</summary>
public sealed class PermissionsPageTests
{
    private const string Begin = "<!-- table -->\n";

    [Fact]
    public void Page_Table_IsAsTheRolesHaveIt()
    {
        var path = RepositoryFile.At("docs/reference/permissions.md");
        var page = File.ReadAllText(path);
        var expected = page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + Table();
        if (Environment.GetEnvironmentVariable("QA_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);

        File.ReadAllText(path).Should().Be(expected, "QA_WRITE_DOCS=1 ./test PermissionsPage writes it anew");
    }

    private static string Table()
    {
        var roles = RoleTemplates.Of(TestActor.Permissions.All);
        var texts = new System.Resources.ResourceManager(typeof(AccountTexts));
        var table = new StringBuilder();
        table.Append("| | ").AppendJoin(" | ", roles.Select(static role => role.ChineseName)).Append(" |\n|---").Insert(table.Length, "|---", roles.Count).Append("|\n");
        foreach (var permission in TestActor.Permissions.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{permission}` {texts.GetString($"may.{permission}", CultureInfo.InvariantCulture)} | ")
                .AppendJoin(" | ", roles.Select(role => role.Given.TryGetValue(permission, out var scope) ? scope.ToString().ToLowerInvariant() : "–")).Append(" |\n");
        }

        return table.ToString();
    }
}
