using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Portal.Commands.Installation;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Files;

namespace Qa.Portal.Commands.Operations.Checkup;

/// <summary>Keys and secrets: whether they are there, fit what they made, are for their owner alone, and are not those of a demo.</summary>
internal static class KeyChecks
{
    // Sealed with one key are thousands; a few show whether it is the right one.
    private const int Samples = 3;
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static CheckFinding Signing(CheckSubject subject)
    {
        if (subject.Choice.SigningKey is not { } path)
            return subject.Warning("signing-key", "doctor.signingNotNamed");
        var key = new InstallationKey(path);
        if (!key.Exists)
            return subject.Warning("signing-key", "doctor.signingMissing", path);
        try
        {
            return IsOpenToOthers(path) ? subject.Bad("signing-key", "doctor.openToOthers", path) : subject.Good("signing-key", "doctor.signing", path, key.Fingerprint[..16]);
        }
        catch (DatabaseUnusableException exception)
        {
            return subject.Bad("signing-key", "doctor.signingBad", exception.Message);
        }
    }

    public static CheckFinding Sealing(CheckSubject subject)
    {
        var files = new[] { subject.Folders.Recordings, subject.Folders.Attachments }.Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateDirectories(folder, "??").SelectMany(Directory.EnumerateFiles)).Where(IsSealed).Take(Samples).ToList();
        if (files.Count == 0)
            return subject.Keys is null ? subject.Warning("sealing", "doctor.notSealed") : subject.Good("sealing", "doctor.nothingSealed");
        if (subject.Keys is null)
            return subject.Bad("sealing", "doctor.sealedWithoutKey");
        foreach (var path in files)
        {
            try
            {
                using var stream = OpenedStream.Over(File.OpenRead(path), subject.Keys);
                stream.ReadByte();
            }
            catch (InvalidDataException exception)
            {
                return subject.Bad("sealing", "doctor.sealingBad", path, exception.Message);
            }
        }

        return subject.Good("sealing", "doctor.sealing", files.Count);
    }

    public static IEnumerable<CheckFinding> Secrets(CheckSubject subject)
    {
        var path = subject.Choice.TokenFile ?? subject.Choice.Data.Tokens;
        if (!File.Exists(path))
            yield return subject.Skipped("tokens", "doctor.noTokens", path, InstallationOptions.TokenVariable);
        else if (TokenFault(path) is { } fault)
            yield return subject.Bad("tokens", "doctor.tokensBad", path, fault);
        else
            yield return IsOpenToOthers(path) ? subject.Bad("tokens", "doctor.openToOthers", path) : subject.Good("tokens", "doctor.tokens", path);
        yield return File.Exists(subject.Choice.Data.DemoAccounts)
            ? subject.Bad("demo", "doctor.demo", subject.Choice.Data.DemoAccounts)
            : subject.Good("demo", "doctor.noDemo");
    }

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ForOthers) != 0;

    private static bool IsSealed(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var mark = new byte[SealedForm.Mark.Length];
            return file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.AsSpan().SequenceEqual(SealedForm.Mark);
        }
        catch (FileNotFoundException)
        {
            // Deleted meanwhile.
            return false;
        }
    }

    private static string? TokenFault(string path)
    {
        try
        {
            AccessTokens.Parse(File.ReadAllText(path));
            return null;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
