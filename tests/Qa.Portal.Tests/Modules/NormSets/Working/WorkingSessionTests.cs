using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Tests.Modules.NormSets.Working;

/// <summary>Several people on one working draft.</summary>
public sealed class WorkingSessionTests
{
    private const string Start =
        """
        schema: qa.norm-tree/1
        ruleSet: t
        name: 测试
        norms:
          - {id: a, name: 甲, forbid: {anyOf: [推诿]}, points: -5}
          - {id: b, name: 乙, require: {anyOf: [您好]}, points: -5}

        """;

    private static readonly Actor Li = TestActor.With("li", DataScope.All, "norms.read", "norms.publish");
    private static readonly Actor Han = TestActor.With("han", DataScope.All, "norms.read", "norms.publish");

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Apply_ByTwoAtOnce_HasBothChanges(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);

        (await PointsAsync(li, "a", "-7")).Should().BeEmpty();
        (await PointsAsync(han, "b", "-9")).Should().BeEmpty();

        var kept = await bench.Drafts.FindAsync("t", Li);
        kept!.Document.Text.Should().Contain("[推诿]}, points: -7").And.Contain("[您好]}, points: -9");
        (kept.ChangedBy, han.CameIn, han.Bench.CanUndo).Should().Be(("han", "li", true), "what came in is not han's to undo, the own change is");
        (await li.BeatAsync("a")).Should().BeTrue();
        (li.Bench.Document.Text, li.CameIn).Should().Be((kept.Document.Text, "han"));
        await han.UndoAsync();
        (await bench.Drafts.FindAsync("t", Li))!.Document.Text.Should().Contain("points: -7", "li's change stays");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Apply_ToANodeThatAnotherHasChanged_IsRefusedAndTheirsStands(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);
        var seen = (han.Bench.Source, han.Bench.Foreign);
        await li.ApplyAsync(new(static source => FormChange.Change(source, "a", ["forbid", "anyOf"], static now => Written.List(Written.TextsOf(now).Append("甲"))), "a", li.Bench.Source, 0));

        var unseen = await han.ApplyAsync(new(static source => FormChange.Put(source, "a", ["forbid", "anyOf"], Written.List(["推诿", "乙"])), "a", seen.Source, seen.Foreign));
        var late = await han.ApplyAsync(new(static source => FormChange.Put(source, "a", ["points"], Written.Number("-7")), "a", seen.Source, seen.Foreign));
        var looked = await han.ApplyAsync(new(static source => FormChange.Change(source, "a", ["forbid", "anyOf"], static now => Written.List(Written.TextsOf(now).Append("乙"))), "a", han.Bench.Source, han.Bench.Foreign));

        unseen.Should().ContainSingle().Which.Found.Should().Be("a change of li in the same place");
        late.Should().ContainSingle("what was on the page is of before");
        looked.Should().BeEmpty();
        (await bench.Drafts.FindAsync("t", Li))!.Document.Text.Should().Contain("{anyOf: [推诿, 甲, 乙]}, points: -5");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Type_BegunBeforeAChangeCameIn_DoesNotOverwriteIt(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);
        var begun = han.Bench.Foreign;
        await PointsAsync(li, "a", "-7");
        await han.BeatAsync(null);

        await han.TypeAsync(Start.Replace("乙", "二", StringComparison.Ordinal), begun);

        (han.Conflict, han.Bench.IsChanged).Should().Be(("li", true));
        (await bench.Drafts.FindAsync("t", Li))!.Document.Text.Should().Contain("points: -7").And.NotContain("二");
        await han.TypeAsync(Start.Replace("乙", "三", StringComparison.Ordinal), han.Bench.Foreign);
        await han.UndoAsync();
        (await bench.Drafts.FindAsync("t", Li))!.Document.Text.Should().Contain("points: -7", "its author has not chosen yet");
        han.Conflict.Should().Be("li");
        await han.RedoAsync();
        (await PointsAsync(han, "b", "-9")).Should().ContainSingle("what was typed would be lost").Which.Found.Should().Be("a text that was typed and is not saved");
        han.Bench.Document.Text.Should().Contain("三");
        await han.TakeTheirsAsync();
        han.Bench.Document.Text.Should().Contain("points: -7").And.NotContain("三");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task GoOnFrom_ANewerVersion_IsWhatTheDraftChangesThen(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await PointsAsync(li, "a", "-7");

        await li.GoOnFromAsync(4);

        (await bench.Drafts.FindAsync("t", Li))!.Base.Should().Be(4);
        (await PointsAsync(li, "a", "-8")).Should().BeEmpty("one goes on changing");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Apply_ManyAtOnce_LosesNone(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);

        await Task.WhenAll(new[] { (li, "a"), (han, "b") }.SelectMany(each => Enumerable.Range(1, 5).Select(number =>
            each.Item1.ApplyAsync(new(source => SourceEdit.InsertNode(source, "", null, FormChange.NewNorm(FormattableString.Invariant($"{each.Item2}{number}"), "新")), null, each.Item1.Bench.Source, 0)))));

        EditNode.Of(NormSource.Of("t", (await bench.Drafts.FindAsync("t", Li))!.Document.Text)).Select(static node => node.Id)
            .Should().BeEquivalentTo("a", "b", "a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Type_WhileAnotherSaves_IsKeptAndItsAuthorDecides(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);
        await li.TypeAsync(Start.Replace("甲", "一", StringComparison.Ordinal), li.Bench.Foreign);

        await han.TypeAsync(Start.Replace("乙", "二", StringComparison.Ordinal), han.Bench.Foreign);

        (han.Conflict, han.Bench.IsChanged).Should().Be(("li", true));
        (await bench.Drafts.FindAsync("t", Li))!.Document.Text.Should().Contain("一").And.NotContain("二");
        await han.BeatAsync(null);
        han.Bench.Document.Text.Should().Contain("二", "what was typed is not taken away by looking");
        (await han.HandInAsync("试")).Succeeded.Should().BeFalse();
        await han.KeepMineAsync();
        (han.Conflict, (await bench.Drafts.FindAsync("t", Li))!.Document.Text).Should().Be((null, Start.Replace("乙", "二", StringComparison.Ordinal)));

        await li.TypeAsync(Start.Replace("甲", "三", StringComparison.Ordinal), li.Bench.Foreign);
        li.Conflict.Should().Be("han");
        await li.TakeTheirsAsync();
        (li.Conflict, li.Bench.Document.Text).Should().Be((null, Start.Replace("乙", "二", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Discard_ThatAnotherHasDone_IsTold(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        await using var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);
        await li.TypeAsync(Start + "# \n", li.Bench.Foreign);
        await han.BeatAsync(null);

        (await li.DiscardAsync()).Should().Be(SaveOutcome.Done);
        await PointsAsync(han, "a", "-7");

        han.IsGone.Should().BeTrue();
        (await bench.Drafts.FindAsync("t", Li)).Should().BeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Beat_OfOpenPages_ShowsThemUntilTheyFallSilent(DatabaseKind kind)
    {
        await using var bench = await BenchAsync(kind);
        var li = await bench.OpenAsync(Li);
        await using var han = await bench.OpenAsync(Han);
        await li.BeatAsync("a");

        (await han.BeatAsync("b")).Should().BeTrue();
        han.Others.Select(static other => (other.Person, other.Node)).Should().Equal(("li", "a"));
        (await han.BeatAsync("b")).Should().BeFalse("nothing is new");
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await han.BeatAsync("b");
        han.Others.Should().BeEmpty("that page's process may have been killed");
        await li.BeatAsync("a");
        await han.BeatAsync("b");
        han.Others.Should().ContainSingle();
        await li.DisposeAsync();
        await han.BeatAsync("b");
        han.Others.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Apply_ThatCannotBe_SaysWhyAndSavesNothing()
    {
        await using var bench = await BenchAsync(DatabaseKind.Sqlite);
        await using var li = await bench.OpenAsync(Li);

        (await li.ApplyAsync(new(static source => SourceEdit.MoveNode(source, "gone", "", 0), null, li.Bench.Source, 0))).Should().ContainSingle().Which.Found.Should().Be("no such node");

        (await bench.Drafts.FindAsync("t", Li)).Should().BeNull();
    }

    [SkippableFact]
    public async Task Save_WithoutTheRight_IsNotAllowed()
    {
        await using var bench = await BenchAsync(DatabaseKind.Sqlite);
        var reader = TestActor.With("wang", DataScope.All, "norms.read");
        var save = () => bench.Drafts.SaveAsync(Beginning, Beginning.Document, reader);

        await save.Should().ThrowAsync<NotAllowedException>();
    }

    [Fact]
    public void Workbench_UndoAndRedo_GoThroughTheTexts()
    {
        var bench = new Workbench(Beginning);
        bench.Apply(static source => FormChange.Put(source, "a", ["points"], Written.Number("-7")));
        bench.Type(bench.Document.Text + "#");
        bench.Type(bench.Document.Text + "!");
        bench.PutLexicon("lexicons/x.txt", "滚");

        bench.Undo();
        bench.Document.Lexicons.Should().BeEmpty();
        bench.Undo();
        bench.Document.Text.Should().Contain("points: -7").And.NotContain("#", "what is typed in one go is undone in one go");
        bench.Undo();
        (bench.Document.Text, bench.CanUndo).Should().Be((Start, false));
        bench.Redo();
        bench.Redo();
        bench.Document.Text.Should().EndWith("#!");
        bench.Type("anew");
        bench.CanRedo.Should().BeFalse();
    }

    [Fact]
    public void Workbench_WithErrors_KeepsTheTreeItHadAndSaysThem()
    {
        var bench = new Workbench(Beginning);
        bench.Check();
        var tree = bench.Tree;

        bench.Type(Start.Replace("points: -5", "points: 5", StringComparison.Ordinal));
        bench.Check();

        (bench.Tree, bench.Errors.Select(static error => error.Path).First()).Should().Be((tree, "a"));
        tree.Should().NotBeNull();
    }

    private static Task<ImmutableArray<Diagnostic>> PointsAsync(WorkingSession session, string node, string points) =>
        session.ApplyAsync(new(source => FormChange.Put(source, node, ["points"], Written.Number(points)), node, session.Bench.Source, session.Bench.Foreign));

    private static WorkingText Beginning => new("t", new("t.yaml", Start, ImmutableSortedDictionary<string, string>.Empty), 3, 0, IsWhole: true, null, null);

    private static async Task<Drafting> BenchAsync(DatabaseKind kind) => new(await PortalTestDatabase.CreateAsync(kind));

    private sealed class Drafting(PortalTestDatabase database) : IAsyncDisposable
    {
        public FakeTimeProvider Time { get; } = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));

        // Nothing is published or handed in here, which is what the desk is for.
        public WorkingDrafts Drafts => new(database, null!, Time);

        public async Task<WorkingSession> OpenAsync(Actor actor)
        {
            var session = new WorkingSession(Drafts, new(database, Time), () => Task.FromResult(actor), await Drafts.FindAsync("t", actor) ?? Beginning);
            await session.BeginAsync();
            return session;
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
