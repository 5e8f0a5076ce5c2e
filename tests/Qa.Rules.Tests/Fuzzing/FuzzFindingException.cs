namespace Qa.Rules.Tests.Fuzzing;

/// <summary>An input was answered, but not as it should be.</summary>
internal sealed class FuzzFindingException(string problem) : Exception(problem)
{
    public static void Unless(bool isRight, string problem)
    {
        if (!isRight)
            throw new FuzzFindingException(problem);
    }
}
