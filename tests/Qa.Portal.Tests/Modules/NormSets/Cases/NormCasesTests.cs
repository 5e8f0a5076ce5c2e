using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets.Cases;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;
using Qa.Rules.Interactions;

namespace Qa.Portal.Tests.Modules.NormSets.Cases;

public sealed class NormCasesTests
{
    private const string Norm = "forbidden/shirking";
    private static readonly Actor Li = TestActor.Named("li");

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_PastedDialogue_IsKeptForTheChannelOfTheSetJudgedAndWrittenDown(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);

        var added = await bench.Cases.AddAsync(CaseBench.Set, new(Norm, true, " 直接推诿 ", Dialogue: "00:01 坐席：这个不归我管\n00:03 客户：那归谁管"), Li);

        added.Fault.Should().BeNull();
        var one = (await bench.Cases.ListAsync(CaseBench.Set, null, Li)).Should().ContainSingle().Subject;
        (one.Id, one.Norm, one.MustHit, one.Note, one.Interaction, one.CreatedBy, one.CreatedAt, one.Version).Should().Be((added.Case!.Id, Norm, true, "直接推诿", null, "li", bench.Time.GetUtcNow(), 1L));
        one.Content.Should().BeEmpty("a list is without dialogues");
        var dialogue = (await bench.Cases.DialogueAsync((await bench.Cases.FindAsync(CaseBench.Set, one.Id, Li))!, Li))!;
        (dialogue.Channel, dialogue.Turns.Length, dialogue.Turns[0]).Should().Be((Channel.Chat, 2, new Turn(Role.Agent, "这个不归我管", 1_000, 3_000)));
        var result = (await bench.Cases.RunAsync(CaseBench.Set, CaseBench.Tree("不归我管"), Li)).Single();
        (result.State, result.Norm!.Value.Hits.Single().Text).Should().Be((CaseState.Passed, "不归我管"));
        (await bench.AuditAsync()).Should().Equal($"li add case case {one.Id} of hotline: - → {Norm} must hit, a note of 4 characters");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_OfAnInteraction_KeepsWhatNormsLookAtAndNothingOfTheCustomer(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        await bench.InteractionAsync("call-1", "不归我管，请打13900139000");

        var added = await ((INormCases)bench.Cases).AddAsync(CaseBench.Set, Norm, "call-1", mustHit: false, "复议改判", Li);

        (added.Case!.Interaction, added.Case.MustHit).Should().Be(("call-1", false));
        added.Case.Content.Should().Contain("不归我管").And.NotContain("13800138000").And.NotContain("customer");
        (await bench.Cases.RunAsync(CaseBench.Set, CaseBench.Tree("不归我管"), Li)).Single().ToFailing().ToString().Should().Be($"'{Norm}' case {added.Case.Id}: found violated, expected met or notApplicable");
        (await bench.Cases.DialogueAsync(added.Case, TestActor.With("han", DataScope.Own, "norms.read", "interactions.read"))).Should().BeNull("the interaction is another agent's");
        CaseView.Of(added.Case).With(await bench.Cases.DialogueAsync(added.Case, Li)).Document!.Value.GetRawText().Should().Contain("139****9000").And.NotContain("13900139000");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_WithSomethingWrong_SaysWhatAndKeepsNothing(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        await bench.InteractionAsync("call-1", "不归我管");
        foreach (var (set, wanted, fault, detail) in new (string, NewCase, CaseFault, string)[]
        {
            ("nothing", new(Norm, true, "", Dialogue: "坐席：好"), CaseFault.NoSuchSet, "there is no set 'nothing'"),
            (CaseBench.Set, new("forbidden", true, "", Dialogue: "坐席：好"), CaseFault.NoSuchNorm, "norm: found 'forbidden', expected a norm of the version in force or of the working draft of 'hotline'"),
            (CaseBench.Set, new("manner", true, "", Dialogue: "坐席：好"), CaseFault.JudgedByPeople, "norm: found 'manner', which people judge, expected one that is judged by the rules"),
            (CaseBench.Set, new(Norm, true, "", Dialogue: " \n "), CaseFault.NoDialogue, "dialogue: found nothing, expected a line a turn, who speaks before a colon"),
            (CaseBench.Set, new(Norm, true, "", Dialogue: new('好', 200_001)), CaseFault.TooLong, "dialogue: found 200001 characters, expected at most 200000"),
            (CaseBench.Set, new(Norm, true, "", Document: """{"id":"x"}"""), CaseFault.NoDialogue, "document: "),
            (CaseBench.Set, new(Norm, true, ""), CaseFault.NoDialogue, "expected exactly one of interaction, dialogue and document"),
            (CaseBench.Set, new(Norm, true, "", "call-1", "坐席：好"), CaseFault.NoDialogue, "expected exactly one of interaction, dialogue and document"),
            (CaseBench.Set, new(Norm, true, "", "call-2"), CaseFault.NoSuchInteraction, "interaction: found 'call-2', expected one within reach that is not erased"),
            (CaseBench.Set, new(Norm, true, new('长', 501), Dialogue: "坐席：好"), CaseFault.BadNote, "note: found 501 characters, expected at most 500"),
        })
        {
            var refused = await bench.Cases.AddAsync(set, wanted, Li);
            refused.Fault.Should().Be(fault);
            refused.Detail.Should().StartWith(detail);
        }

        var outOfReach = TestActor.With("han", DataScope.Own, "norms.read", "norms.publish", "interactions.read");
        (await bench.Cases.AddAsync(CaseBench.Set, new(Norm, true, "", "call-1"), outOfReach)).Fault.Should().Be(CaseFault.NoSuchInteraction);
        var reader = () => bench.Cases.AddAsync(CaseBench.Set, new(Norm, true, "", Dialogue: "坐席：好"), TestActor.With("wang", DataScope.All, "norms.read"));
        await reader.Should().ThrowAsync<NotAllowedException>();
        (await bench.CountAsync()).Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_ForANormOfTheWorkingDraft_IsKept(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        await bench.WorkAsync(CaseBench.Document("不归我管").Replace("shirking", "refusing", StringComparison.Ordinal), Li);

        var added = await bench.Cases.AddAsync(CaseBench.Set, new("forbidden/refusing", true, "", Dialogue: "坐席：不归我管"), Li);

        added.Fault.Should().BeNull();
        var trees = (await bench.Trees.OfAsync(CaseBench.Set, Li))!;
        trees.Norms.Select(static each => each.Path).Should().Equal(Norm, "greeting", "manner", "forbidden/refusing");
        (await bench.Cases.RunAsync(CaseBench.Set, trees.InForce!, Li)).Single().State.Should().Be(CaseState.NormGone);
        (await bench.Cases.RunAsync(CaseBench.Set, trees.Working!, Li)).Single().State.Should().Be(CaseState.Passed);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_OnATree_HasEachCaseInItsStateInTheOrderOfTheNorms(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        foreach (var (norm, mustHit, text) in new[] { ("greeting", false, "坐席：您好"), (Norm, true, "坐席：不归我管"), (Norm, false, "客户：不归我管"), ("greeting", true, "坐席：您好") })
            await bench.Cases.AddAsync(CaseBench.Set, new(norm, mustHit, "", Dialogue: text), Li);

        (await StatesAsync(CaseBench.Tree("不归我管"))).Should().Equal((Norm, CaseState.Passed), (Norm, CaseState.Passed), ("greeting", CaseState.Passed), ("greeting", CaseState.Failed));
        (await StatesAsync(CaseBench.Tree("没办法"))).Should().Equal((Norm, CaseState.Failed), (Norm, CaseState.Passed), ("greeting", CaseState.Passed), ("greeting", CaseState.Failed));
        (await StatesAsync(CaseBench.Tree("不归我管", ", enabled: false"))).Should().Equal((Norm, CaseState.NormGone), (Norm, CaseState.NormGone), ("greeting", CaseState.Passed), ("greeting", CaseState.Failed));
        (await bench.Check.RunAsync(CaseBench.Set, CaseBench.Tree("没办法").Tree)).Select(static failing => (failing.Norm, failing.Name, failing.Found)).Should().Equal((Norm, "推诿", "met"), ("greeting", "问候", "met"));
        (await bench.Check.RunAsync("another", CaseBench.Tree("没办法").Tree)).Should().BeEmpty();

        async Task<IEnumerable<(string, CaseState)>> StatesAsync(Qa.Rules.Compilation.CompiledTree tree) =>
            (await bench.Cases.RunAsync(CaseBench.Set, tree, Li)).Select(static result => (result.Case.Norm, result.State));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ChangeAsync_AndDeleteAsync_OverwriteNothingUnseenAndAreWrittenDown(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        var id = (await bench.Cases.AddAsync(CaseBench.Set, new(Norm, true, "甲", Dialogue: "坐席：不归我管"), Li)).Case!.Id;

        (await bench.Cases.ChangeAsync(CaseBench.Set, id, "greeting", false, "乙", 1, Li)).Case!.Version.Should().Be(2);
        var late = await bench.Cases.ChangeAsync(CaseBench.Set, id, Norm, true, "丙", 1, Li);
        (late.Fault, late.Case!.Note).Should().Be((CaseFault.ChangedMeanwhile, "乙"));
        (await bench.Cases.ChangeAsync(CaseBench.Set, id, "nowhere", true, "丙", 2, Li)).Fault.Should().Be(CaseFault.NoSuchNorm);
        (await bench.Cases.ChangeAsync("another", id, Norm, true, "丙", 2, Li)).Fault.Should().Be(CaseFault.Missing);
        (await bench.Cases.DeleteAsync(CaseBench.Set, id, 1, Li)).Fault.Should().Be(CaseFault.ChangedMeanwhile);
        (await bench.Cases.DeleteAsync(CaseBench.Set, id, 2, Li)).Fault.Should().BeNull();
        (await bench.Cases.DeleteAsync(CaseBench.Set, id, 2, Li)).Fault.Should().Be(CaseFault.Missing);

        (await bench.AuditAsync()).Should().Equal(
            $"li add case case {id} of hotline: - → {Norm} must hit, a note of 1 characters", $"li change case case {id} of hotline: {Norm} must hit, a note of 1 characters → greeting must not hit, a note of 1 characters", $"li delete case case {id} of hotline: greeting must not hit, a note of 1 characters → -");
    }
}
