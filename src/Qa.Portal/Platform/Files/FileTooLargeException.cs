namespace Qa.Portal.Platform.Files;

/// <summary>A file that comes is larger than is taken.</summary>
internal sealed class FileTooLargeException(long most)
    : Exception(FormattableString.Invariant($"found more than {most} bytes, expected a file of at most as many"));
