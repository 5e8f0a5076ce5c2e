using System.Net;
using System.Net.Http.Headers;

namespace Qa.Transcription.Models;

/// <summary>An address below which a model's files are: a mirror in the centre's own network, or wherever the operator says.</summary>
public sealed class AddressSource(HttpClient client, Uri address) : IModelSource
{
    public string Name => address.ToString();

    /// <summary>Whether an operator's word is an address that can be fetched from, and not a folder.</summary>
    public static Uri? AddressOf(string word) =>
        Uri.TryCreate(word.EndsWith('/') ? word : $"{word}/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;

    public async Task<SourceFile?> OpenAsync(string place, long from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, place));
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new IOException($"{address}: {exception.Message}", exception);
        }

        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        // More was asked for than there is: what was fetched before is all of it, or of another file; it is fetched anew.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && from > 0)
        {
            response.Dispose();
            return await OpenAsync(place, 0, cancellation).ConfigureAwait(false);
        }

        if (!response.IsSuccessStatusCode)
        {
            var status = (int)response.StatusCode;
            response.Dispose();
            throw new IOException($"{address}{place}: the server answered {status}");
        }

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        var length = response.Content.Headers.ContentLength;
        return new(
            await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false),
            goesOn ? from : 0,
            goesOn ? response.Content.Headers.ContentRange?.Length ?? length + from : length);
    }
}
