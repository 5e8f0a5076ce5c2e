using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Qa.Grains.Bundles;

/// <summary>Reads the lines of a bundle and holds each against its seal. A line that was altered is told, and those after it are read on.</summary>
internal static class BundleReader
{
    /// <summary>Longest line: the longest interaction with every character escaped, and a little.</summary>
    public const int MaximumLineBytes = 400 * 1024 * 1024;

    public static async IAsyncEnumerable<BundleLine> ReadAsync(Stream source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(source, new(bufferSize: 256 * 1024, leaveOpen: true));
        var (number, previous) = (0L, BundleJson.FirstSeal);
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Take(++number, previous, buffer.Slice(0, end).ToArray(), out previous);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                yield return line;
            }

            if (buffer.Length > MaximumLineBytes)
            {
                yield return new(number + 1, previous, null, Invariant($"found a line of more than {MaximumLineBytes} bytes, expected an entry of a bundle"));
                yield break;
            }

            var isTorn = result.IsCompleted && !buffer.IsEmpty;
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (isTorn)
                yield return new(number + 1, previous, null, "found a line without its end, expected a line feed after it");
            if (result.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
    }

    private static BundleLine Take(long number, string previous, ReadOnlySpan<byte> line, out string seal)
    {
        if (!BundleJson.TrySplit(line, out seal, out var rest))
        {
            seal = previous;
            return new(number, previous, null, "found no seal, expected a line that begins with {\"seal\":\"");
        }

        if (BundleJson.SealOf(previous, rest) is var computed && computed != seal)
            return new(number, previous, null, $"{NameOf(rest)}: found the seal {seal}, expected {computed}: this line or the seal before it was altered");
        try
        {
            return new(number, previous, BundleJson.Read(rest), null);
        }
        catch (JsonException exception)
        {
            return new(number, previous, null, $"found no entry of a bundle: {exception.Message}");
        }
    }

    private static string NameOf(ReadOnlySpan<byte> rest)
    {
        try
        {
            return BundleJson.Read(rest).Name;
        }
        catch (JsonException)
        {
            return "a line that cannot be read";
        }
    }
}
