using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Qa.Transcription.Models;

/// <summary>Looks at the files of a model where they lie.</summary>
public static class ModelCheck
{
    /// <param name="takesAnySize">Whether files of another size of the same model are taken, so that sums are told and not compared.</param>
    public static async Task<ImmutableArray<FileOutcome>> CheckAsync(KnownModel model, ModelFolder folder, bool takesAnySize, CancellationToken cancellation)
    {
        var outcomes = ImmutableArray.CreateBuilder<FileOutcome>();
        foreach (var file in model.Files)
        {
            var path = folder.PathOf(model, file);
            outcomes.Add(File.Exists(path)
                ? Judge(file, path, await SumAsync(path, cancellation).ConfigureAwait(false), takesAnySize)
                : new(file, path, FileState.Missing, null));
        }

        return outcomes.ToImmutable();
    }

    internal static FileOutcome Judge(KnownFile file, string path, string sum, bool takesAnySize)
    {
        var isKnown = string.Equals(file.Sha256, sum, StringComparison.OrdinalIgnoreCase);
        var state = isKnown ? FileState.Right : file.Sha256 is null || takesAnySize ? FileState.Unchecked : FileState.Wrong;
        return new(file, path, state, sum);
    }

    internal static async Task<string> SumAsync(string path, CancellationToken cancellation)
    {
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        await using (content.ConfigureAwait(false))
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
    }
}
