using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Interactions;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>A turn in the making: pieces of one speaker that no pause parts.</summary>
/// <param name="LastSpeech">The last stretch of speech that it belongs to; null where none is heard.</param>
internal sealed record SpokenTurn(Role Role, int Channel, Stretch Time, Stretch? LastSpeech, ImmutableList<SpokenPiece> Pieces)
{
    private const int ConfidenceDecimals = 4;

    /// <summary>The pieces' texts; a space between two only where both sides are of letters that are written with spaces.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var piece in Pieces)
            {
                if (text.Length > 0 && text[^1] < FirstWithoutSpaces && piece.Segment.Text[0] < FirstWithoutSpaces)
                    text.Append(' ');
                text.Append(piece.Segment.Text);
            }

            return text.ToString();
        }
    }

    /// <summary>The pieces' mean, weighted by their length in characters; 1 where none says.</summary>
    public decimal Confidence
    {
        get
        {
            var known = Pieces.Where(static piece => piece.Segment.Confidence is not null).ToList();
            if (known.Count == 0)
                return 1m;
            var weighted = known.Sum(static piece => piece.Segment.Confidence!.Value * piece.Segment.Text.Length) / known.Sum(static piece => piece.Segment.Text.Length);
            return Math.Round((decimal)Math.Clamp(weighted, 0, 1), ConfidenceDecimals);
        }
    }

    // From the radicals of CJK on, scripts are written without spaces.
    private const char FirstWithoutSpaces = '\u2E80';

    public SpokenTurn With(SpokenPiece piece, Stretch time, Stretch lastSpeech) => this with
    {
        Time = new(Math.Min(Time.Start, time.Start), Math.Max(Time.End, time.End)),
        LastSpeech = lastSpeech,
        Pieces = Pieces.Add(piece),
    };
}
