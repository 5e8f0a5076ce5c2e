using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Publication;

/// <summary>Publications of the small set of <see cref="TestTrees"/>, without a grain and its approvals.</summary>
internal static class TestPublications
{
    public static PublicationOrder Initial(string ruleSet, string draft)
    {
        var tree = TreePreparation.OfDocument(ruleSet, TestTrees.Document(ruleSet: ruleSet)).Prepared!;
        return new(ruleSet, PublicationMode.HotSet, tree.Stored, null, null, null, "a", "a", "", Standing.Initial, [], draft);
    }

    /// <summary>The next publication of the set in a mode; what it changes differs every time.</summary>
    public static async Task<PublicationOrder> NextAsync(Database database, PublicationMode mode)
    {
        var head = await VersionAsync(database);
        TreeSource source = mode switch
        {
            PublicationMode.HotNorm => TestTrees.Greeting($"您好{head}"),
            PublicationMode.Rollback => new TreeSource.Earlier(1),
            _ => TestTrees.Document($"词{head}"),
        };
        var prepared = (await new ChangePreparation(database).PrepareAsync(TestTrees.Set, head == 0 ? null : head, source)).Value!;
        return new(
            TestTrees.Set, mode, prepared.Tree.Stored, head == 0 ? null : head, prepared.Parent, prepared.NormPath, "a", "b", "", Standing.Approved, [],
            Guid.NewGuid().ToString("n"));
    }

    public static async Task<PublishedVersion> PublishAsync(Database database, PublicationMode mode, TimeProvider? time = null)
    {
        var publisher = new Publisher(database, time ?? TimeProvider.System);
        var order = await NextAsync(database, mode);
        if (mode == PublicationMode.Cold)
            return (await database.WriteAsync(session => publisher.AppendColdAsync(session, [order]))).Single();
        return (await publisher.PublishAsync(order)).Value!;
    }

    public static async Task<long> VersionAsync(Database database) => (await new VersionCatalogue(database).FindSetAsync(TestTrees.Set))?.Version ?? 0;
}
