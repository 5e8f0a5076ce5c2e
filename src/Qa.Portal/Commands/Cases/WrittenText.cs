using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;

namespace Qa.Portal.Commands.Cases;

/// <summary>
/// Texts of dialogues: what people say is often a number (<c>- customer: 0011</c>) or nothing, and needs no quotes here as
/// it does in a tree, where the kind of a value matters.
/// </summary>
internal static class WrittenText
{
    public static string Written(this LoadContext context, DocumentNode node, string key)
    {
        if (context.ReportProblem(node, key))
            return "";
        if (node is DocumentScalar scalar)
            return scalar.Text;
        context.ReportValue(node, key, "a text");
        return "";
    }
}
