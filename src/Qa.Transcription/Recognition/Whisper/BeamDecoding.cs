namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Writes the text of one chunk along several ways at once and takes the one whose tokens are likeliest in the mean.</summary>
internal sealed class BeamDecoding(WhisperModel model, WhisperPrompt prompt, int beams)
{
    private readonly ScoreFilter _filter = new(model);

    /// <param name="noSpeech">What the first look at the chunk said.</param>
    public DecodedText Decode(HeardChunks chunk, double noSpeech, CancellationToken cancellation)
    {
        List<TextInTheMaking> ways = [.. Enumerable.Range(0, beams).Select(static _ => new TextInTheMaking())];
        var finished = new List<TextInTheMaking>();
        using var run = new DecoderRun(model.Decoder, chunk.Rows(new int[beams]));
        run.Prime(prompt.Tokens);
        for (var count = 0; count < prompt.Room(model) && finished.Count < beams; count++)
        {
            cancellation.ThrowIfCancellationRequested();

            // At first all ways are the same: only one of them is continued, or all would stay the same for ever.
            var steps = Steps(run, ways, count == 0 ? 1 : beams);
            var (from, next) = (new List<int>(), new List<int>());
            var continued = new List<TextInTheMaking>();
            foreach (var (way, token, logProbability) in steps)
            {
                if (continued.Count == beams)
                    break;
                var text = ways[way].Copy();
                text.Add(token, logProbability, model.Vocabulary.End);
                if (text.IsEnded)
                {
                    finished.Add(text);
                    continue;
                }

                continued.Add(text);
                from.Add(way);
                next.Add(token);
            }

            if (continued.Count < beams)
                break;
            ways = continued;
            run.Reorder(from);
            run.Add(next);
        }

        return (finished.Count > 0 ? finished : ways).MaxBy(static text => text.Mean)!.Finish(noSpeech);
    }

    /// <summary>The likeliest continuations of all ways, best first: enough that as many ways remain when some end.</summary>
    private IEnumerable<(int Way, int Token, float LogProbability)> Steps(DecoderRun run, List<TextInTheMaking> ways, int count)
    {
        var steps = new List<(int Way, int Token, float LogProbability)>();
        for (var way = 0; way < count; way++)
        {
            var scores = run.ScoresAt(way, run.Positions - 1);
            _filter.Apply(scores, ways[way].Tokens);
            foreach (var token in Likeliest(scores, 2 * beams))
                steps.Add((way, token, scores[token]));
        }

        return steps.OrderByDescending(step => ways[step.Way].Sum + step.LogProbability);
    }

    private static List<int> Likeliest(ReadOnlySpan<float> scores, int count)
    {
        var queue = new PriorityQueue<int, float>();
        for (var token = 0; token < scores.Length; token++)
        {
            if (float.IsNegativeInfinity(scores[token]))
                continue;
            queue.Enqueue(token, scores[token]);
            if (queue.Count > count)
                queue.Dequeue();
        }

        var likeliest = new List<int>(queue.Count);
        while (queue.TryDequeue(out var token, out _))
            likeliest.Add(token);
        return likeliest;
    }
}
