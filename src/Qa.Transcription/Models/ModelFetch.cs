using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Qa.Transcription.Models;

/// <summary>
/// Brings the files of a model from where an operator has them. What was brought before an interruption is kept and gone on
/// from; a file stands in its place only whole, and only when its sum is right.
/// </summary>
/// <param name="time">Measures how long nothing comes.</param>
public sealed class ModelFetch(IModelSource source, ModelFolder folder, TimeProvider time)
{
    /// <summary>Largest file that is brought, in bytes: the largest Whisper has 3.1 GB.</summary>
    public const long MaximumBytes = 8L << 30;

    /// <summary>Longest time in which nothing comes.</summary>
    public static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(60);

    /// <param name="takesAnySize">Whether files whose sums are not the known ones are taken.</param>
    /// <param name="progress">Told a file's name, what has come of it, and of how much where that is known.</param>
    /// <exception cref="IOException">The source cannot be read, or the files not be written.</exception>
    public async Task<ImmutableArray<FileOutcome>> FetchAsync(
        KnownModel model, bool takesAnySize, Action<string, long, long?> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder.FolderOf(model));
        var outcomes = ImmutableArray.CreateBuilder<FileOutcome>();
        foreach (var file in model.Files)
            outcomes.Add(await FetchFileAsync(model, file, takesAnySize, progress, cancellation).ConfigureAwait(false));
        return outcomes.ToImmutable();
    }

    private async Task<FileOutcome> FetchFileAsync(
        KnownModel model, KnownFile file, bool takesAnySize, Action<string, long, long?> progress, CancellationToken cancellation)
    {
        var path = folder.PathOf(model, file);
        if (file.Sha256 is not null && File.Exists(path))
        {
            var standing = ModelCheck.Judge(file, path, await ModelCheck.SumAsync(path, cancellation).ConfigureAwait(false), takesAnySize: false);
            if (standing.State == FileState.Right)
                return standing;
        }

        // A part of one source's file is never gone on with from another's.
        var part = $"{path}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Name)))[..8]}.part";
        if (!await BringAsync(file, part, progress, cancellation).ConfigureAwait(false))
            return new(file, path, FileState.Missing, null);
        var outcome = ModelCheck.Judge(file, path, await ModelCheck.SumAsync(part, cancellation).ConfigureAwait(false), takesAnySize);
        if (outcome.State == FileState.Wrong)
            File.Delete(part);
        else
            File.Move(part, path, overwrite: true);
        return outcome;
    }

    private async Task<bool> BringAsync(KnownFile file, string part, Action<string, long, long?> progress, CancellationToken cancellation)
    {
        foreach (var place in file.Places)
        {
            var have = File.Exists(part) ? new FileInfo(part).Length : 0;
            using var quiet = new CancellationTokenSource(LongestQuiet, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellation);
            try
            {
                if (await BringFromAsync(file, place, part, have, progress, quiet, either.Token).ConfigureAwait(false))
                    return true;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new IOException($"nothing came for {LongestQuiet.TotalSeconds:0} s");
            }
        }

        return false;
    }

    private async Task<bool> BringFromAsync(
        KnownFile file, string place, string part, long have, Action<string, long, long?> progress, CancellationTokenSource quiet, CancellationToken cancellation)
    {
        using var opened = await source.OpenAsync(place, have, cancellation).ConfigureAwait(false);
        if (opened is null)
            return false;
        var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: true);
        await using (target.ConfigureAwait(false))
        {
            target.SetLength(opened.From);
            target.Position = opened.From;
            await CopyAsync(opened, target, bytes => progress(file.Name, bytes, opened.TotalBytes), quiet, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task CopyAsync(
        SourceFile opened, FileStream target, Action<long> progress, CancellationTokenSource quiet, CancellationToken cancellation)
    {
        var block = new byte[1 << 18];
        int read;
        while ((read = await opened.Content.ReadAsync(block, cancellation).ConfigureAwait(false)) > 0)
        {
            if (target.Position + read > MaximumBytes)
                throw new IOException($"the file has more than {MaximumBytes} bytes");
            await target.WriteAsync(block.AsMemory(0, read), cancellation).ConfigureAwait(false);
            quiet.CancelAfter(LongestQuiet);
            progress(target.Position);
        }

        // A connection that breaks may look like an end: what is missing is fetched the next time.
        if (opened.TotalBytes is { } total && target.Position < total)
            throw new IOException($"only {target.Position} of {total} bytes came; run it again to go on from there");
    }
}
