using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Makes turns of the pieces of a transcript, with the times at which the sound says that somebody spoke. Engines are off by up
/// to a second, and cut one utterance into several pieces; interruptions and silences are judged by tenths of seconds.
/// </summary>
internal sealed class TurnAlignment(Conversation conversation, SoundFrames frames)
{
    /// <summary>Farthest that an edge of a piece is moved to an edge of speech that it lies within, in seconds.</summary>
    private const double FarthestInSpeech = 1.0;

    /// <summary>Least part of a piece or of a stretch of speech that both must share to belong together.</summary>
    private const double LeastShare = 0.5;
    private const double LeastSharedSeconds = 0.3;

    /// <summary>The turns, in order of their start.</summary>
    public ImmutableArray<Turn> Align(IReadOnlyList<SpokenPiece> pieces)
    {
        var turns = new List<SpokenTurn>();
        foreach (var channel in pieces.GroupBy(static piece => piece.Channel))
        {
            Stretch[] speech = [.. conversation.Speech.Where(segment => segment.Channel == channel.Key).Select(static segment => segment.Time)];
            turns.AddRange(OfChannel([.. channel], speech));
        }

        return [.. turns.OrderBy(static turn => turn.Time.Start).ThenBy(static turn => turn.Time.End).Select(ToTurn)];
    }

    private static List<SpokenTurn> OfChannel(IReadOnlyList<SpokenPiece> pieces, Stretch[] speech)
    {
        var turns = new List<SpokenTurn>();
        for (var index = 0; index < pieces.Count; index++)
        {
            var piece = pieces[index];
            var belongs = Array.FindAll(speech, each => Belongs(piece.Segment.Time, each));
            var time = belongs.Length == 0
                ? piece.Segment.Time
                : Fit(piece.Segment.Time, belongs[0], belongs[^1], StartsAlone(pieces, index, belongs[0]), EndsAlone(pieces, index, belongs[^1]));

            // Pieces of one stretch of speech are one turn: nothing was heard between them.
            var isSame = turns.Count > 0 && turns[^1].Role == piece.Role && turns[^1].LastSpeech is { } last && belongs.Contains(last);
            if (isSame)
                turns[^1] = turns[^1].With(piece, time, belongs[^1]);
            else
                turns.Add(new(piece.Role, piece.Channel, time, belongs.Length == 0 ? null : belongs[^1], [piece]));
        }

        return turns;
    }

    private static bool Belongs(Stretch piece, Stretch speech)
    {
        var shared = piece.Shared(speech);
        return shared > 0 && shared >= Math.Min(LeastSharedSeconds, LeastShare * Math.Min(piece.Seconds, speech.Seconds));
    }

    /// <summary>
    /// An edge in silence goes to the speech. An edge inside speech goes to the edge of the speech when that is near, or when
    /// no other piece claims what lies between.
    /// </summary>
    private static Stretch Fit(Stretch piece, Stretch first, Stretch last, bool startsAlone, bool endsAlone)
    {
        var start = piece.Start <= first.Start || startsAlone && piece.Start - first.Start <= FarthestInSpeech ? first.Start : piece.Start;
        var end = piece.End >= last.End || endsAlone && last.End - piece.End <= FarthestInSpeech ? last.End : piece.End;
        return new(start, Math.Max(start, end));
    }

    private static bool StartsAlone(IReadOnlyList<SpokenPiece> pieces, int index, Stretch speech) =>
        index == 0 || !Belongs(pieces[index - 1].Segment.Time, speech);

    private static bool EndsAlone(IReadOnlyList<SpokenPiece> pieces, int index, Stretch speech) =>
        index == pieces.Count - 1 || !Belongs(pieces[index + 1].Segment.Time, speech);

    private Turn ToTurn(SpokenTurn turn) => new(
        turn.Role,
        turn.Text,
        Milliseconds(turn.Time.Start),
        Milliseconds(turn.Time.End),
        turn.Confidence,
        (long)Math.Round(100 * LoudnessOf(turn), MidpointRounding.AwayFromZero));

    /// <summary>The loudness of what is spoken in the turn, without its pauses.</summary>
    private double LoudnessOf(SpokenTurn turn)
    {
        Stretch[] spoken = [.. conversation.Speech
            .Where(segment => segment.Channel == turn.Channel && segment.Time.Shared(turn.Time) > 0)
            .Select(segment => new Stretch(Math.Max(segment.Time.Start, turn.Time.Start), Math.Min(segment.Time.End, turn.Time.End)))];
        var seconds = spoken.Sum(static each => each.Seconds);
        return seconds <= 0
            ? Loudness.Of(frames, turn.Channel, turn.Time)
            : Loudness.FromPower(spoken.Sum(each => each.Seconds * Math.Pow(10, Loudness.Of(frames, turn.Channel, each) / 10)) / seconds);
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1_000, MidpointRounding.AwayFromZero);
}
