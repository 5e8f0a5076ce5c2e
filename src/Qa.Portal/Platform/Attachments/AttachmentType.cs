using System.Collections.Immutable;

namespace Qa.Portal.Platform.Attachments;

/// <summary>A kind of file that is taken: known by its extension and, for its own sake, by its content.</summary>
/// <param name="Name">How messages call it: <c>PNG</c>.</param>
/// <param name="Extensions">In lower case, with their dot.</param>
/// <param name="Recognise">The media type to store, when the content is of this kind; null when it is not.</param>
/// <param name="IsText">Whether nothing but its being text shows its kind.</param>
internal sealed record AttachmentType(string Name, ImmutableArray<string> Extensions, Func<Stream, string?> Recognise, bool IsText = false);
