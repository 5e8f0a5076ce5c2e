namespace Qa.Portal.Modules.Recordings;

/// <summary>Reads what is small enough to be held at once.</summary>
internal static class BodyBytes
{
    /// <returns>Null when there is more than <paramref name="most"/>.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, int most, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > most)
                return null;
        }

        return bytes.ToArray();
    }
}
