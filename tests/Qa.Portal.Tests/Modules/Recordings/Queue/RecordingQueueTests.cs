using System.Text;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Modules.Recordings.Queue;

namespace Qa.Portal.Tests.Modules.Recordings.Queue;

public sealed class RecordingQueueTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private RecordingStore _store = null!;
    private RecordingRegister _register = null!;
    private RecordingQueue _queue = null!;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_SameTwice_IsADuplicateAndOtherContentOfItsIdAConflict(DatabaseKind kind)
    {
        await StartAsync(kind);

        var first = await _register.AddAsync(_store, TestRecordings.Bytes(10), "C-1");
        var again = await _register.AddAsync(_store, TestRecordings.Bytes(10), "C-1");
        var other = await _register.AddAsync(_store, TestRecordings.Bytes(11), "C-1");
        var sameSound = await _register.AddAsync(_store, TestRecordings.Bytes(10), "C-2");

        (first.Outcome, again.Outcome, other.Outcome, sameSound.Outcome).Should().Be((IntakeOutcome.Accepted, IntakeOutcome.Duplicate, IntakeOutcome.Conflict, IntakeOutcome.Accepted));
        other.Stored.Hash.Should().Be(first.Stored.Hash);
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().ContainSingle("the conflict left nothing, and the same bytes lie there once");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_WithoutId_IsKnownByItsBytesAndNamedByItsFile(DatabaseKind kind)
    {
        await StartAsync(kind);

        var first = await _register.AddAsync(_store, TestRecordings.Bytes(10), null, "2026.wav");
        var renamed = await _register.AddAsync(_store, TestRecordings.Bytes(10), null, "copy.wav");
        var sameName = await _register.AddAsync(_store, TestRecordings.Bytes(11), null, "2026.wav");

        first.Stored.InteractionId.Should().Be("2026");
        (renamed.Outcome, renamed.Stored.InteractionId).Should().Be((IntakeOutcome.Duplicate, "2026"));
        sameName.Stored.InteractionId.Should().Be($"2026~{sameName.Stored.Hash[..8]}");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_ManyAtOnce_EachOnce(DatabaseKind kind)
    {
        await StartAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Task.Run(() => _register.AddAsync(_store, TestRecordings.Bytes(10 + index % 2), index % 2 == 0 ? "A" : "B"))));

        answers.Count(static answer => answer.Outcome == IntakeOutcome.Accepted).Should().Be(2);
        (await _register.ListAsync(null, null, 10, Qa.Portal.Platform.Access.Reach.All)).Should().HaveCount(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ClaimAsync_Waiting_OneWorkerEachInTheirOrder(DatabaseKind kind)
    {
        await StartAsync(kind);
        foreach (var id in new[] { "A", "B" })
            await _register.AddAsync(_store, TestRecordings.Bytes(10), id);

        var first = await _queue.ClaimAsync("one", hasModel: false, default);
        var second = await _queue.ClaimAsync("two", hasModel: false, default);
        var third = await _queue.ClaimAsync("three", hasModel: false, default);

        (first!.Row.InteractionId, second!.Row.InteractionId, third).Should().Be(("A", "B", null));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ClaimAsync_WorkerEnded_IsClaimedAgainAndSetAsideAfterThreeTries(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");

        ClaimedRecording? lost = null;
        for (var attempt = 0; attempt < RecordingQueue.MaximumAttempts; attempt++)
        {
            lost = await _queue.ClaimAsync("one", hasModel: false, default);
            lost.Should().NotBeNull();
            (await _queue.ClaimAsync("two", hasModel: false, default)).Should().BeNull("the claim lasts");
            _time.Advance(RecordingQueue.ClaimTime + TimeSpan.FromSeconds(1));
        }

        (await _queue.ClaimAsync("two", hasModel: false, default)).Should().BeNull();
        var row = (await _register.FindAsync("A"))!;
        (row.State, row.Reason).Should().Be((QueueStates.Failed, "its worker ended 3 times without a result"));
        (await _queue.CompleteAsync(lost!, Result("no speech"))).Should().BeFalse("it holds nothing any more");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RenewAsync_HeldClaim_LastsOn(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");
        var claim = await _queue.ClaimAsync("one", hasModel: false, default);

        for (var renewal = 0; renewal < 10; renewal++)
        {
            _time.Advance(RecordingQueue.ClaimTime / 2);
            (await _queue.RenewAsync(claim!, default)).Should().BeTrue();
            (await _queue.ClaimAsync("two", hasModel: false, default)).Should().BeNull();
        }

        (await _queue.CompleteAsync(claim!, Result("no speech"))).Should().BeTrue();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task PostponeAsync_FailedTry_IsRepeatedLaterAndThenSetAsideWithItsReason(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");

        for (var attempt = 0; attempt < RecordingQueue.MaximumAttempts; attempt++)
        {
            await _queue.PostponeAsync((await _queue.ClaimAsync("one", hasModel: false, default))!, "the disk is gone");
            (await _queue.ClaimAsync("one", hasModel: false, default)).Should().BeNull("it pauses");
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        (await _queue.ClaimAsync("one", hasModel: false, default)).Should().BeNull();
        var row = (await _register.FindAsync("A"))!;
        (row.State, row.Reason).Should().Be((QueueStates.Failed, "the disk is gone"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ReleaseAsync_StoppedProcess_CountsNoTry(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");

        for (var attempt = 0; attempt < 5; attempt++)
            await _queue.ReleaseAsync((await _queue.ClaimAsync("one", hasModel: false, default))!);

        (await _queue.ClaimAsync("one", hasModel: false, default))!.Row.Attempts.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ClaimAsync_NeedsModel_OnlyByAProcessThatHasOne(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");
        await _queue.CompleteAsync((await _queue.ClaimAsync("one", hasModel: false, default))!, Result("needs model", waitsForModel: true));

        (await _queue.ClaimAsync("one", hasModel: false, default)).Should().BeNull();
        (await _queue.ClaimAsync("two", hasModel: true, default))!.Row.InteractionId.Should().Be("A");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task CompleteAsync_ChangedByAPersonMeanwhile_IsNotStoredAndHeardAnew(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");
        var claim = await _queue.ClaimAsync("one", hasModel: false, default);

        var changed = await _register.ChangeAsync("A", "li", "assign speakers", static call => call with { AgentSpeaker = "1" }, Encoding.UTF8.GetBytes("text"));

        (await _queue.CompleteAsync(claim!, Result("no speech"))).Should().BeFalse();
        changed!.HasTranscript.Should().BeTrue();
        var next = await _queue.ClaimAsync("two", hasModel: false, default);
        StoredCall.Parse(next!.Row.Call).AgentSpeaker.Should().Be("1");
        next.Transcript.Should().Equal(Encoding.UTF8.GetBytes("text"));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ClaimAsync_HeardButNotSentOn_GivesTheVeryBytes(DatabaseKind kind)
    {
        await StartAsync(kind);
        await _register.AddAsync(_store, TestRecordings.Bytes(10), "A");
        var interaction = Encoding.UTF8.GetBytes("{}");
        await _queue.CompleteAsync((await _queue.ClaimAsync("one", hasModel: false, default))!, Result("transcribed") with { Interaction = interaction });
        _time.Advance(RecordingQueue.ClaimTime + TimeSpan.FromSeconds(1));

        var claim = await _queue.ClaimAsync("two", hasModel: false, default);

        claim!.Interaction.Should().Equal(interaction);
        (await _queue.FinishAsync(claim, "transcribed")).Should().BeTrue();
        var row = (await _register.FindAsync("A"))!;
        (row.State, row.IsStored).Should().Be(("transcribed", true));
    }

    private static HeardResult Result(string state, bool waitsForModel = false) => new(state, "why", waitsForModel, "{}"u8.ToArray(), null, null);

    private async Task StartAsync(DatabaseKind kind)
    {
        _database = await TestDatabase.CreateAsync(kind);
        _store = new(new(_folder.Path, null));
        _register = new(_database.Database, _store, new(), _time);
        _queue = new(_database.Database, _time);
    }
}
