using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Data;

/// <summary>The entities of all modules: each module describes its own.</summary>
public sealed record PortalModel(ImmutableArray<Action<ModelBuilder>> Parts);
