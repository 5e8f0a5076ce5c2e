using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Qa.Portal.Platform.Files;

/// <summary>What every upload of multipart/form-data has: its parts are read one by one as they come, so that a file never has to fit into memory.</summary>
internal static class MultipartForm
{
    /// <summary>What divides the parts of a request; null when it is not multipart/form-data.</summary>
    public static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary ? boundary : null;

    /// <summary>The name of a part, and that of the file in it; empty where there is none.</summary>
    public static (string Part, string File) NamesOf(string? contentDisposition)
    {
        var disposition = ContentDispositionHeaderValue.TryParse(contentDisposition, out var parsed) ? parsed : new("form-data");
        return (HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "",
            HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "");
    }

    /// <summary>Whether this is what a reader of parts says of a body that ends too soon or is not divided as it should be; a disk that is full says something else.</summary>
    public static bool IsTorn(Exception exception) =>
        exception is InvalidDataException
        || (exception is IOException and not BadHttpRequestException && exception.Message.Contains("Unexpected end of Stream", StringComparison.Ordinal));
}
