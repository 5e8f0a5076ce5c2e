namespace Qa.Rules.Tests.Oracle;

/// <summary>Ends the evaluation of a norm of which nothing can be said.</summary>
internal sealed class NotMeasurableException(string reason) : Exception(reason);
