using System.Text.Json;

namespace Qa.Portal.Platform.Serving;

/// <summary>The file in a shared folder that says whose it is. Its token stands in the database too, so that a copy or an empty mount is told from it.</summary>
/// <param name="Kind">See <see cref="InstallationFolders"/>.</param>
internal sealed record FolderMarker(string Installation, string Kind, string Token)
{
    public const string FileName = ".callcenter-folder";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null where the folder has none.</summary>
    /// <exception cref="IOException">It is there and no marker, or cannot be read.</exception>
    public static FolderMarker? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<FolderMarker>(File.ReadAllText(path), Json) is { Installation: not null, Kind: not null, Token: not null } marker
                ? marker
                : throw new JsonException("it names no installation, kind and token");
        }
        catch (JsonException exception)
        {
            throw new IOException($"{path} is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Marks a folder, which is made where it is not there, for its owner alone.</summary>
    public void Write(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);

        // Beside its place first: others read it at the same time.
        var beside = Path.Combine(folder, $"{FileName}.{Guid.NewGuid():n}");
        File.WriteAllText(beside, JsonSerializer.Serialize(this, Json) + "\n");
        File.Move(beside, Path.Combine(folder, FileName), overwrite: true);
    }
}
