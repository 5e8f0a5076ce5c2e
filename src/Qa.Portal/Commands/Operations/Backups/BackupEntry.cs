namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>A part of a backup as the manifest has it.</summary>
/// <param name="Sha256">Of its bytes, 64 lower-case hexadecimal digits.</param>
internal sealed record BackupEntry(string Name, long Bytes, string Sha256);
