using Qa.Grains.Inspection.Intake;
using Qa.Portal.Platform.Lines;

namespace Qa.Portal.Modules.Inspection;

/// <summary>
/// Takes interactions in from a stream of lines, however long: what has been read is stored before more is read, so that
/// neither memory nor what could be lost grows with the stream.
/// </summary>
internal sealed class BulkIntake(InteractionIntake intake)
{
    // Errors of one line that are told; the others come again with the corrected line.
    private const int MaximumErrors = 3;

    // Bytes that wait to be stored together.
    private const int MaximumBytes = 4 * 1024 * 1024;

    private readonly List<RejectedLine> _rejected = [];
    private readonly List<(long Line, ReceivedInteraction Received)> _waiting = [];
    private long _waitingBytes;
    private long _accepted;
    private long _duplicates;

    /// <summary>The last line of which it is certain what became of it, and of all before it.</summary>
    public long StoredThroughLine { get; private set; }

    public IntakeSummary Summary => new(_accepted, _duplicates, [.. _rejected.OrderBy(static one => one.Line)]);

    public async Task ReadAsync(Stream body, CancellationToken cancellation)
    {
        long last = 0;
        await foreach (var batch in new LineReader("body", body).ReadAsync(cancellation))
        {
            using (batch)
            {
                if (batch.IsTooLong)
                    _rejected.Add(new(batch.FirstLine, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"found a line of more than {LineReader.MaximumLineBytes} bytes, expected an interaction")));
                foreach (var (number, text) in batch.Lines())
                {
                    last = number;
                    await TakeAsync(number, text.ToArray(), cancellation);
                }
            }
        }

        await StoreAsync(last, cancellation);
    }

    private async Task TakeAsync(long line, byte[] text, CancellationToken cancellation)
    {
        var (received, errors) = ReceivedInteraction.Read(text);
        if (received is null)
        {
            _rejected.Add(new(line, string.Join("; ", errors.Take(MaximumErrors).Select(static error => error.Message))));
            return;
        }

        _waiting.Add((line, received));
        _waitingBytes += text.Length;
        if (_waiting.Count == InteractionIntake.MaximumBatch || _waitingBytes >= MaximumBytes)
            await StoreAsync(line, cancellation);
    }

    private async Task StoreAsync(long throughLine, CancellationToken cancellation)
    {
        var answers = await intake.SubmitAsync([.. _waiting.Select(static one => one.Received)], cancellation);
        for (var index = 0; index < answers.Count; index++)
        {
            switch (answers[index].Outcome)
            {
                case IntakeOutcome.Accepted: _accepted++; break;
                case IntakeOutcome.Duplicate: _duplicates++; break;
                default: _rejected.Add(new(_waiting[index].Line, answers[index].Error!)); break;
            }
        }

        _waiting.Clear();
        _waitingBytes = 0;
        StoredThroughLine = throughLine;
    }
}
