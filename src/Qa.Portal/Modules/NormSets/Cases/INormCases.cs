using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>The cases of norms, as other modules use them: an appeal that is won keeps what it was about, so that no later version judges so again.</summary>
internal interface INormCases
{
    /// <summary>Keeps the dialogue of an interaction with a norm.</summary>
    /// <param name="norm">Path of the norm.</param>
    /// <param name="mustHit">False after a wrong hit that was put right.</param>
    /// <param name="actor">May change norm sets, and reaches the interaction.</param>
    Task<CaseAnswer> AddAsync(string ruleSet, string norm, string interaction, bool mustHit, string note, Actor actor, CancellationToken cancellation = default);
}
