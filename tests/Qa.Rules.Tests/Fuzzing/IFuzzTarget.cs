namespace Qa.Rules.Tests.Fuzzing;

/// <summary>Something that takes input from outside, how inputs for it are made, and what must be true of its answers.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    ulong Seed { get; }

    /// <summary>Takes the first steps (tables, compilers) that later inputs must not be charged for.</summary>
    void WarmUp();

    byte[] Make(FuzzRandom random);

    /// <summary>Puts the input to the product. Throws on anything that should not be.</summary>
    /// <returns>A word for the kind of answer, for the record.</returns>
    string Answer(byte[] input, FuzzRandom random);
}
