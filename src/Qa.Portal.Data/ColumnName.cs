using System.Text.RegularExpressions;

namespace Qa.Portal.Data;

/// <summary>Columns are named as in the grains' tables: <c>start_minute</c>, so that no statement has to quote them.</summary>
internal static partial class ColumnName
{
    public static string Of(string property) => InnerCapital().Replace(property, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex InnerCapital();
}
