using System.Diagnostics.CodeAnalysis;

namespace Qa.Grains.Publication;

/// <summary>What a request came to: its value, or why it was refused; exactly one of the two.</summary>
[GenerateSerializer, Alias("qa.Answer`1")]
public sealed record Answer<T>
    where T : class
{
    private Answer(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    [Id(0)]
    public T? Value { get; }

    [Id(1)]
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Value is not null;

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(null, refusal);
}
