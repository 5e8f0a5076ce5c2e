using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>Keeps posts: an administrator changes what came from templates, copies, adds. None is deleted, as people held it; one that is no longer given is retired.</summary>
internal sealed class PostDesk(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    /// <summary>Most posts.</summary>
    public const int MaximumPosts = 1_000;

    public async Task<IReadOnlyList<Post>> ListAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Post>().AsNoTracking().Include(static post => post.Permissions).OrderBy(static post => post.Id).ToListAsync(cancellation);
    }

    /// <summary>Adds a post, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">Of the one that was read; null for a new one.</param>
    public async Task<Checked<Post>> SaveAsync(long? id, PostForm form, long? version, Actor actor, CancellationToken cancellation = default)
    {
        PeopleSight.RequireForAll(actor);
        form = form.Trimmed();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var post = id is { } some ? await context.Set<Post>().Include(static each => each.Permissions).SingleOrDefaultAsync(each => each.Id == some, cancellation) : new();
        if (post is null)
            return new Saved<Post>(SaveOutcome.Missing, null);
        if (id is not null && post.Version != version)
            return new Saved<Post>(SaveOutcome.ChangedMeanwhile, post);
        if ((form.Faults().FirstOrDefault() ?? await TakenAsync(context, post.Id, form, cancellation)) is { } fault)
            return fault;
        var before = id is null ? null : PostText.Of(post);
        form.PutInto(post);
        var after = PostText.Of(post);
        if (before == after)
            return new Saved<Post>(SaveOutcome.Done, post);

        // A change of its permissions is a change of the post.
        if (id is null)
            context.Add(post);
        else
            context.Entry(post).Property(static each => each.Version).IsModified = true;
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "save post", $"post {post.ChineseName}", before, after));
        return await SavingAsync(context, post, cancellation);
    }

    /// <summary>Adds a post that is like another but for its name.</summary>
    public async Task<Checked<Post>> CopyAsync(long id, string chineseName, string englishName, Actor actor, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Post>().AsNoTracking().Include(static each => each.Permissions).SingleOrDefaultAsync(each => each.Id == id, cancellation) is { } post
            ? await SaveAsync(null, PostForm.Of(post) with { ChineseName = chineseName, EnglishName = englishName, IsRetired = false }, null, actor, cancellation)
            : new Saved<Post>(SaveOutcome.Missing, null);
    }

    // Sheets name posts in either language, so no name means two.
    private static async Task<Fault?> TakenAsync(PortalContext context, long id, PostForm form, CancellationToken cancellation)
    {
        var (chinese, english) = (form.ChineseName, form.EnglishName);
        if (await context.Set<Post>().AnyAsync(each => each.Id != id && (each.ChineseName == chinese || each.EnglishName == chinese), cancellation))
            return new Fault("chineseName", $"'{chinese}', which is another post's", "a name of no other post").Because("nameTaken", chinese);
        if (await context.Set<Post>().AnyAsync(each => each.Id != id && (each.ChineseName == english || each.EnglishName == english), cancellation))
            return new Fault("englishName", $"'{english}', which is another post's", "a name of no other post").Because("nameTaken", english);
        return id == 0 && await context.Set<Post>().CountAsync(cancellation) >= MaximumPosts ? new("chineseName", "one more post", FormattableString.Invariant($"at most {MaximumPosts}")) : null;
    }

    private static async Task<Saved<Post>> SavingAsync(PortalContext context, Post post, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new(SaveOutcome.Done, post);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            context.ChangeTracker.Clear();
            return new(SaveOutcome.ChangedMeanwhile, await context.Set<Post>().AsNoTracking().Include(static each => each.Permissions).SingleOrDefaultAsync(each => each.Id == post.Id, cancellation));
        }
    }
}
