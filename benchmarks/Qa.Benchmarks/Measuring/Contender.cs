namespace Qa.Benchmarks.Measuring;

/// <summary>One of the things that a contest compares.</summary>
/// <param name="Operation">Does the work once; gives a number made from its result, so that nothing can be left out.</param>
internal sealed record Contender(string Name, Func<long> Operation);
