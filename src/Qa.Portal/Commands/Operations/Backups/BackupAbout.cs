namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>What stands first in a backup: of what, and when.</summary>
/// <param name="Schema"><see cref="CurrentSchema"/>.</param>
/// <param name="Database"><see cref="Sqlite"/> or <see cref="PostgreSql"/>.</param>
/// <param name="Installation">Its id; empty where no server had started yet.</param>
internal sealed record BackupAbout(string Schema, DateTimeOffset At, string Database, string Installation, bool HasKeys)
{
    public const string CurrentSchema = "qa.backup/1";
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";
}
