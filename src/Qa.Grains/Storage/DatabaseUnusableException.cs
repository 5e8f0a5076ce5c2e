namespace Qa.Grains.Storage;

/// <summary>The database cannot be used as it is; the message says why and what to do, and is meant for the operator.</summary>
public sealed class DatabaseUnusableException(string message, Exception? cause = null) : Exception(message, cause);
