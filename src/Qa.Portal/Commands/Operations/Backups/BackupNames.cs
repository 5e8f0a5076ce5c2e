using System.Text.RegularExpressions;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>How the parts of a backup are called; they stay.</summary>
internal static partial class BackupNames
{
    /// <summary>The first part.</summary>
    public const string About = "about.json";

    /// <summary>The last part: names, sizes and sums of all others. What has none is no backup.</summary>
    public const string Manifest = "manifest.jsonl";

    public const string SqliteDatabase = "database.sqlite";
    public const string PostgreSqlDatabase = "database.pgdump";
    public const string SigningKey = "keys/signing-key.pem";
    public const string Tokens = "keys/tokens";
    public const string RecordingsKey = "keys/recordings-key";

    public static bool IsDatabase(string name) => name is SqliteDatabase or PostgreSqlDatabase;

    /// <summary>Whether a part of this name has a place; what else stands in a file that somebody brought is not written anywhere.</summary>
    public static bool HasPlace(string name) => IsDatabase(name) || name is SigningKey or Tokens or RecordingsKey || StoredFile().IsMatch(name);

    // A folder of files, and below it names without anything that leads out of it.
    [GeneratedRegex($"^(?:{InstallationFolders.RecordingsKind}|{InstallationFolders.AttachmentsKind}|{InstallationFolders.JobFilesKind})(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]{{0,200}}){{1,4}}\\z")]
    private static partial Regex StoredFile();
}
