using System.Text.Json;

namespace Qa.Portal.Modules.People;

/// <summary>Words of addresses that stand for members of an enumeration, written as in bodies: <c>joined-on</c>.</summary>
internal static class Words
{
    /// <returns>Null without a word; a fault for one that is not known.</returns>
    public static (T? Value, Fault? Fault) Of<T>(string field, string? word)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
            return (null, null);
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return (value, null);
        }

        return (null, new(field, $"'{word}'", string.Join(", ", Enum.GetValues<T>().Select(Of))));
    }

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
