using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People;

/// <summary>Why a change is not possible, whoever asks for it.</summary>
internal sealed record Fault(string Field, string Found, string Expected)
{
    public string Message => $"{Field}: found {Found}, expected {Expected}";
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
