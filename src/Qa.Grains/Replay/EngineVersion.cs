using System.Reflection;
using Qa.Rules.Scoring;

namespace Qa.Grains.Replay;

/// <summary>Which engine computes: what a certificate says beside its result.</summary>
public static class EngineVersion
{
    /// <summary><c>0.1.0+2a2591d…</c>: the version, and the commit that it was built of where that is known.</summary>
    public static string Current { get; } = typeof(Scorer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
