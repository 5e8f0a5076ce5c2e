using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>What the numbers in careers are called.</summary>
internal sealed class CareerNames(UnitPaths units, IReadOnlyDictionary<long, UnitName> posts, IReadOnlyDictionary<long, string> skills)
{
    public static async Task<CareerNames> ReadAsync(PortalContext context, CancellationToken cancellation) => new(
        await UnitPaths.ReadAsync(context, cancellation),
        await context.Set<Post>().AsNoTracking().ToDictionaryAsync(static post => post.Id, static post => new UnitName(post.ChineseName, post.EnglishName), cancellation),
        await context.Set<Skill>().AsNoTracking().ToDictionaryAsync(static skill => skill.Id, static skill => skill.Name, cancellation));

    /// <summary>With units that are about to be added.</summary>
    public CareerNames With(UnitPaths others) => new(others, posts, skills);

    public string Group(long id) => units.OfGroup(id);

    public string Unit(UnitReference unit) => unit.Kind == UnitKind.Group ? units.OfGroup(unit.Id) : units.OfDepartment(unit.Id);

    public string Post(long id) => Post(id, isEnglish: false);

    public string Post(long id, bool isEnglish) => posts.TryGetValue(id, out var name) ? name.In(isEnglish) : "?";

    public string Skill(long id) => skills.GetValueOrDefault(id, "?");
}
