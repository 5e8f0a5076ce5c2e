using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Qa.Portal.Commands.Installation;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>Reads a backup from its beginning to its manifest, and says what of it is not what was written.</summary>
internal static class BackupReading
{
    // Found beyond this, they are no longer told one by one.
    private const int MaximumFindings = 100;

    /// <returns>About what, null where it is no backup; its parts; and what is wrong.</returns>
    public static async Task<BackupReport> RunAsync(string path, IBackupReceiver receiver, CommandTexts texts, CancellationToken cancellation)
    {
        var reading = new Progress();
        try
        {
            await foreach (var (name, content) in PartsAsync(path, cancellation))
            {
                if (!await TakeAsync(reading, name, content, receiver, texts, cancellation))
                    break;
            }
        }
        catch (EndOfStreamException)
        {
            // Cut off within a part: without a manifest, as is told below.
        }

        var (about, manifest, found, findings) = (reading.About, reading.Manifest, reading.Found, reading.Findings);
        if (about is null)
            throw new InstallationException(texts.Format("backup.none", path), ExitCode.Findings);
        if (manifest is null)
            findings.Add(texts.Format("backup.noManifest", BackupNames.Manifest));
        else
            findings.AddRange(Compare(manifest, found, texts));
        return new(about, found, [.. findings.Take(MaximumFindings)]);
    }

    // False where nothing that follows is read.
    private static async Task<bool> TakeAsync(Progress reading, string name, Stream content, IBackupReceiver receiver, CommandTexts texts, CancellationToken cancellation)
    {
        if (name == BackupNames.Manifest)
        {
            reading.Manifest = BackupManifest.Read(await BytesAsync(content, cancellation));
            return false;
        }

        if ((reading.About is null) != (name == BackupNames.About))
        {
            reading.Findings.Add(texts.Format("backup.strange", name));
            return reading.About is not null;
        }

        if (name != BackupNames.About && !BackupNames.HasPlace(name))
        {
            reading.Findings.Add(texts.Format("backup.strange", name));
            return true;
        }

        using var measured = new MeasuredStream(content, content.Length);
        if (name == BackupNames.About)
        {
            reading.About = BackupTaking.ReadAbout(await BytesAsync(measured, cancellation));
            if (reading.About is null)
                return false;
            receiver.Begin(reading.About);
        }
        else
        {
            await receiver.TakeAsync(name, measured, cancellation);
            await measured.CopyToAsync(Stream.Null, cancellation);
        }

        if (!reading.Found.TryAdd(name, measured.Entry(name)))
            reading.Findings.Add(texts.Format("backup.strange", name));
        return true;
    }

    private static IEnumerable<string> Compare(IReadOnlyList<BackupEntry> manifest, Dictionary<string, BackupEntry> found, CommandTexts texts)
    {
        var expected = manifest.ToDictionary(static entry => entry.Name, StringComparer.Ordinal);
        foreach (var entry in manifest)
        {
            if (!found.TryGetValue(entry.Name, out var there))
                yield return texts.Format("backup.lacking", entry.Name);
            else if (there != entry)
                yield return texts.Format("backup.altered", entry.Name, there.Sha256, entry.Sha256);
        }

        foreach (var name in found.Keys.Where(name => !expected.ContainsKey(name)))
            yield return texts.Format("backup.strange", name);
        if (!manifest.Any(static entry => BackupNames.IsDatabase(entry.Name)))
            yield return texts.Format("backup.lacking", BackupNames.SqliteDatabase);
    }

    private static async IAsyncEnumerable<(string Name, Stream Content)> PartsAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            string[] first = [BackupNames.About], last = [BackupNames.Manifest];
            var between = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')).Except([.. first, .. last]);
            foreach (var name in first.Concat(between).Concat(last).Where(name => File.Exists(Path.Combine(path, name))))
            {
                await using var file = File.OpenRead(Path.Combine([path, .. name.Split('/')]));
                yield return (name, file);
            }

            yield break;
        }

        await using var archive = File.OpenRead(path);
        await using var tar = new TarReader(archive);
        while (await NextAsync(tar, cancellation) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                yield return (entry.Name, entry.DataStream ?? Stream.Null);
            else
                yield return (entry.Name + "/", Stream.Null);
        }
    }

    // Cut off or no archive at all: what has been read until there is told, and that there is no manifest.
    private static async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellation)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BytesAsync(Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private sealed class Progress
    {
        public BackupAbout? About { get; set; }

        /// <summary>Null until it is read, and where it is damaged.</summary>
        public IReadOnlyList<BackupEntry>? Manifest { get; set; }

        public Dictionary<string, BackupEntry> Found { get; } = new(StringComparer.Ordinal);

        public List<string> Findings { get; } = [];
    }
}
