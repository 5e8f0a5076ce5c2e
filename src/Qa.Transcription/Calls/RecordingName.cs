namespace Qa.Transcription.Calls;

/// <summary>Names of recordings as systems write them: paths with either slash, or addresses.</summary>
internal static class RecordingName
{
    private static readonly char[] Slashes = ['/', '\\'];

    public static string LastPartOf(string name) => PartsOf(name) is [.., var last] ? last : "";

    /// <summary>How many last parts two names have in common. Case does not count: recorders run on Windows, too.</summary>
    public static int SharedParts(string name, string path)
    {
        var (parts, others) = (PartsOf(name), PartsOf(path));
        var shared = 0;
        while (shared < parts.Length && shared < others.Length && parts[^(shared + 1)].Equals(others[^(shared + 1)], StringComparison.OrdinalIgnoreCase))
            shared++;
        return shared;
    }

    private static string[] PartsOf(string name)
    {
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return name.Split(Slashes, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var address = name[(scheme + 3)..];
        var end = address.AsSpan().IndexOfAny('?', '#');

        // The host is no part of a path; what an address has encoded may itself hold slashes, and these do part folders.
        var path = (end < 0 ? address : address[..end]).Split('/', 2) is [_, var rest] ? Uri.UnescapeDataString(rest) : "";
        return path.Split(Slashes, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
