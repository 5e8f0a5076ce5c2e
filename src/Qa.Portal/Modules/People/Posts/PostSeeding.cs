using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>Gives a new centre the posts of the templates, and an old one those that a newer program brings. What the centre has made of a post stays.</summary>
internal sealed class PostSeeding(IDbContextFactory<PortalContext> contexts, TimeProvider time) : IHostedService
{
    private const int MaximumAttempts = 5;

    public async Task SeedAsync(CancellationToken cancellation = default)
    {
        // Processes that start together may both try: who is second finds it done.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TrySeedAsync(cancellation);
                return;
            }
            catch (DbUpdateException exception) when (attempt < MaximumAttempts && exception.IsDuplicateKey())
            {
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => SeedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TrySeedAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stored = await context.Set<Post>().AsNoTracking().Select(static post => new { post.Template, post.ChineseName, post.EnglishName }).ToListAsync(cancellation);
        var given = stored.Select(static post => post.Template).ToHashSet(StringComparer.Ordinal);
        var names = stored.SelectMany(static post => new[] { post.ChineseName, post.EnglishName }).ToHashSet(StringComparer.Ordinal);

        // The centre may have made a post of that name itself: then it has it already.
        foreach (var template in PostTemplates.All.Where(template => !given.Contains(template.Id) && !names.Contains(template.ChineseName) && !names.Contains(template.EnglishName)))
        {
            var post = template.ToPost();
            context.Add(post);
            context.Add(AuditRecord.Of(time.GetUtcNow(), "system", "add post of template", $"post {post.ChineseName}", null, PostText.Of(post), AuditKind.System));
        }

        await context.SaveChangesAsync(cancellation);
    }
}
