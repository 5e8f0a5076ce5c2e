using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Qa.Portal.Modules.People.AccountRequests;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People;

/// <summary>The module's tables. Dated rows are found by the person (their key), and by what they are about with the end of the period.</summary>
internal static class PeopleModel
{
    public static void Describe(ModelBuilder model)
    {
        DescribePeople(model);
        DescribeUnits(model);
        DescribePosts(model);
        AccountRequest.Describe(model);
        Fact<Employment>(model, "people_employment", static row => new { row.PersonNumber, row.FromDay });
        var membership = Fact<Membership>(model, "people_membership", static row => new { row.PersonNumber, row.FromDay });
        membership.HasIndex(static row => new { row.GroupId, row.UntilDay });
        membership.HasOne<Group>().WithMany().HasForeignKey(static row => row.GroupId).OnDelete(DeleteBehavior.Restrict);
        var leadership = Fact<Leadership>(model, "people_leadership", static row => new { row.PersonNumber, row.UnitKind, row.UnitId, row.FromDay });
        leadership.HasIndex(static row => new { row.UnitKind, row.UnitId, row.UntilDay });
        var post = Fact<PostHolding>(model, "people_post_holding", static row => new { row.PersonNumber, row.PostId, row.FromDay });
        post.HasIndex(static row => new { row.PostId, row.UntilDay });
        post.HasOne<Post>().WithMany().HasForeignKey(static row => row.PostId).OnDelete(DeleteBehavior.Restrict);
        var skill = Fact<SkillHolding>(model, "people_skill_holding", static row => new { row.PersonNumber, row.SkillId, row.FromDay });
        skill.HasIndex(static row => new { row.SkillId, row.UntilDay });
        skill.HasOne<Skill>().WithMany().HasForeignKey(static row => row.SkillId).OnDelete(DeleteBehavior.Restrict);
        var mentoring = Fact<Mentoring>(model, "people_mentoring", static row => new { row.PersonNumber, row.FromDay });
        mentoring.HasIndex(static row => new { row.MentorNumber, row.UntilDay });
        mentoring.HasOne<Person>().WithMany().HasForeignKey(static row => row.MentorNumber).OnDelete(DeleteBehavior.Restrict);
    }

    private static void DescribePeople(ModelBuilder model)
    {
        var person = model.Entity<Person>().ToTable("people_person");
        person.HasKey(static each => each.Number);
        person.Property(static each => each.Number).HasMaxLength(Person.MaximumNumberLength);
        person.Property(static each => each.Name).HasMaxLength(Person.MaximumNameLength);
        person.Property(static each => each.Phone).HasMaxLength(Person.MaximumPhoneLength);
        person.Property(static each => each.Email).HasMaxLength(Person.MaximumEmailLength);
        person.Property(static each => each.SearchText).HasMaxLength(SearchText.MaximumLength);
        person.HasIndex(static each => each.Name);
    }

    private static void DescribeUnits(ModelBuilder model)
    {
        var department = model.Entity<Department>().ToTable("people_department");
        department.Property(static each => each.Id).ValueGeneratedNever();
        department.Property(static each => each.Name).HasMaxLength(IUnit.MaximumNameLength);
        department.Ignore(static each => each.Period);
        department.HasOne<Department>().WithMany().HasForeignKey(static each => each.ParentId).OnDelete(DeleteBehavior.Restrict);
        var group = model.Entity<Group>().ToTable("people_group");
        group.Property(static each => each.Id).ValueGeneratedNever();
        group.Property(static each => each.Name).HasMaxLength(IUnit.MaximumNameLength);
        group.Ignore(static each => each.Period);
        group.HasOne<Department>().WithMany().HasForeignKey(static each => each.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Organisation>().ToTable("people_organisation").Property(static each => each.Id).ValueGeneratedNever();
    }

    private static void DescribePosts(ModelBuilder model)
    {
        var post = model.Entity<Post>().ToTable("people_post");
        post.Property(static each => each.Template).HasMaxLength(Post.MaximumNameLength);
        post.Property(static each => each.ChineseName).HasMaxLength(Post.MaximumNameLength);
        post.Property(static each => each.EnglishName).HasMaxLength(Post.MaximumNameLength);
        post.Property(static each => each.ChineseDuties).HasMaxLength(Post.MaximumDutiesLength);
        post.Property(static each => each.EnglishDuties).HasMaxLength(Post.MaximumDutiesLength);
        post.HasIndex(static each => each.Template).IsUnique();
        post.HasIndex(static each => each.ChineseName).IsUnique();
        post.HasIndex(static each => each.EnglishName).IsUnique();
        post.HasMany(static each => each.Permissions).WithOne().HasForeignKey(static each => each.PostId);
        var permission = model.Entity<PostPermission>().ToTable("people_post_permission");
        permission.HasKey(static each => new { each.PostId, each.Kind });
        permission.Property(static each => each.LimitAmount).HasPrecision(12, 2);
        var skill = model.Entity<Skill>().ToTable("people_skill");
        skill.Property(static each => each.Name).HasMaxLength(Skill.MaximumNameLength);
        skill.HasIndex(static each => each.Name).IsUnique();
    }

    private static EntityTypeBuilder<T> Fact<T>(ModelBuilder model, string table, Expression<Func<T, object?>> key)
        where T : class, IDatedFact
    {
        var fact = model.Entity<T>().ToTable(table);
        fact.HasKey(key);
        fact.Property(static row => row.PersonNumber).HasMaxLength(Person.MaximumNumberLength);
        fact.HasOne<Person>().WithMany().HasForeignKey(nameof(IDatedFact.PersonNumber)).OnDelete(DeleteBehavior.Restrict);
        return fact;
    }
}
