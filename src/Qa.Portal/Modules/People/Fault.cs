using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People;

/// <summary>Why a change is not possible, whoever asks for it.</summary>
internal sealed record Fault(string Field, string Found, string Expected)
{
    public string Message => $"{Field}: found {Found}, expected {Expected}";

    /// <summary>What pages say of it: a key of <see cref="PeopleTexts"/>, after <c>fault.</c>. Without one they name the field.</summary>
    public string? Reason { get; private init; }

    /// <summary>What stands in the places of that text.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    public Fault Because(string reason, params IReadOnlyList<string> arguments) => this with { Reason = reason, Arguments = arguments };
}

/// <summary>What became of a change that may be impossible as well as too late.</summary>
/// <param name="Fault">Null where it was possible.</param>
/// <param name="Saved">Null with a fault.</param>
internal sealed record Checked<T>(Fault? Fault, Saved<T>? Saved)
    where T : class
{
    public static implicit operator Checked<T>(Fault fault) => new(fault, null);

    public static implicit operator Checked<T>(Saved<T> saved) => new(null, saved);
}
