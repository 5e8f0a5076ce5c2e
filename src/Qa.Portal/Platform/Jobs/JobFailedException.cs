namespace Qa.Portal.Platform.Jobs;

/// <summary>How a handler ends its job with words for who started it. Of any other exception nothing is told.</summary>
/// <param name="key">Of a text for people.</param>
/// <param name="message">What was found and what was expected; no internals, no words of customers.</param>
internal sealed class JobFailedException(string key, string message) : Exception(message)
{
    public string Key => key;
}
