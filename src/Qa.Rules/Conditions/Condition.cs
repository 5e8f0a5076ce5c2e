namespace Qa.Rules.Conditions;

/// <summary>
/// A condition of a norm: one operator with its modifiers (norm-tree.md §3, "Conditions"). Conditions are plain data; they
/// are made by <c>Trees.TreeLoader</c>, which has checked them, and are turned into something that runs by the compiler.
/// </summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>A limit that a measured value is compared with: exactly one of <c>above</c> and <c>below</c>; the limit itself is neither.</summary>
public readonly record struct Limit(LimitSide Side, decimal Value)
{
    public bool IsPassedBy(decimal measured) => Side == LimitSide.Above ? measured > Value : measured < Value;
}

public enum LimitSide : byte
{
    Above,
    Below,
}
