using System.Text.Json;

namespace Qa.Portal.Commands.Installation;

/// <summary>What an installation answered.</summary>
internal sealed record InstallationAnswer(int Status, JsonElement Json)
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>Kept as a draft, and not published.</summary>
    public bool IsAccepted => Status == 202;

    public string Text(string key) => Json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

    /// <summary>What was wrong, with its parts where there are several.</summary>
    public IEnumerable<string> Problems()
    {
        yield return Text("detail") is { Length: > 0 } detail ? detail : Text("title");
        if (Json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in errors.EnumerateArray().Where(error => IsInDocument(error) || errors.GetArrayLength() > 1))
                yield return Line(error);
        }
    }

    // What is in no document of ours says its place in its message; where it is the only one, the detail has said it.
    private static bool IsInDocument(JsonElement error) => error.TryGetProperty("line", out _);

    private static string Line(JsonElement error)
    {
        string Part(string key) => error.TryGetProperty(key, out var value) ? value.ToString() : "";
        return !IsInDocument(error) ? Part("message") : $"{Part("file")}:{Part("line")}:{Part("column")}: '{Part("path")}' '{Part("key")}': found {Part("found")}, expected {Part("expected")}";
    }
}
