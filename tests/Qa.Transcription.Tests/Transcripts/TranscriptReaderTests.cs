using System.Text;
using CsCheck;
using Qa.Rules.Interactions;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Tests.Transcripts;

/// <summary>
/// One short call in every form, each with the same two pieces: the agent's greeting from 1.0 to 2.5 s, and the customer's answer
/// from 3.0 to 4.25 s. What a form says of speakers and confidence differs.
/// </summary>
public sealed class TranscriptReaderTests
{
    public static TheoryData<string, string, string, string> Forms => new()
    {
        { "Whisper", "? ?", "0.67 0.50", """{"text":"您好。你好","language":"zh","segments":[{"id":0,"seek":0,"start":1.0,"end":2.5,"text":" 您好。","tokens":[1],"temperature":0.0,"avg_logprob":-0.4,"compression_ratio":0.8,"no_speech_prob":0.01},{"id":1,"start":3,"end":4.25,"text":"我要投訴","avg_logprob":-0.6931}]}""" },
        { "Whisper", "speaker SPEAKER_00 speaker SPEAKER_01", "0.80 0.40", """[{"start":1.0,"end":2.5,"text":"您好。","speaker":"SPEAKER_00","words":[{"word":"您","probability":0.9},{"word":"好","probability":0.7}]},{"start":3.0,"end":4.25,"text":"我要投诉","speaker":"SPEAKER_01","words":[{"word":"我","score":0.4}]}]""" },
        { "whisper.cpp", "channel 0 channel 1", "0.75 -", """{"systeminfo":"AVX","model":{"type":"base"},"result":{"language":"zh"},"transcription":[{"timestamps":{"from":"00:00:01,000","to":"00:00:02,500"},"offsets":{"from":1000,"to":2500},"text":"您好。","speaker":"0","tokens":[{"text":"[_BEG_]","p":0.1},{"text":"您","p":0.5},{"text":"好","p":1.0}]},{"offsets":{"from":3000,"to":4250},"text":"我要投诉","speaker":"1"}]}""" },
        { "SRT", "? ?", "- -", "1\n00:00:01,000 --> 00:00:02,500\n您好。\n\n2\n00:00:03,000 --> 00:00:04,250\n<i>我要</i>\n投诉\n" },
        { "SRT", "Agent Customer", "- -", "1\r\n00:00:01,000 --> 00:00:02,500\r\n客服：您好。\r\n2\r\n00:00:03,000 --> 00:00:04,250\r\n[客户] 我要投诉\r\n" },
        { "WebVTT", "Agent Customer", "- -", "WEBVTT\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:02.500 align:start\n<v Agent>您好。</v>\n\n00:00:03.000 --> 00:00:04.250\n<v.loud 客户>我要投诉\n" },
        { "FunASR", "speaker 0 speaker 1", "- -", """[{"key":"a","text":"您好。我要投诉","sentence_info":[{"text":"您好。","start":1000,"end":2500,"timestamp":[[1000,1200]],"spk":0},{"text":"我要投诉","start":3000,"end":4250,"spk":1}]}]""" },
        { "FunASR", "? ?", "- -", """{"mode":"offline","text":"您好。我要投诉","timestamp":"[[1000,2000],[2100,2500],[3000,3200],[3200,3500],[3500,3900],[3900,4250]]","wav_name":"a"}""" },
        { "FunASR", "? ?", "- -", """{"text":"您好。我要投诉","stamp_sents":[{"text_seg":"您 好","punc":"。","start":1000,"end":2500,"ts_list":[]},{"text_seg":"我 要 投 诉","punc":"","start":3000,"end":4250}]}""" },
        { "Alibaba Cloud", "channel 0 channel 1", "- -", """{"TaskId":"x","StatusText":"SUCCESS","Result":{"Sentences":[{"EndTime":4250,"BeginTime":3000,"Text":"我要投诉","ChannelId":1,"SpeechRate":200},{"EndTime":2500,"BeginTime":1000,"Text":"您好。","ChannelId":0}]}}""" },
        { "Alibaba Cloud", "channel 0 channel 1", "- -", """{"file_url":"x","transcripts":[{"channel_id":0,"text":"您好。","sentences":[{"begin_time":1000,"end_time":2500,"text":"您好。","sentence_id":1,"words":[]}]},{"channel_id":1,"sentences":[{"begin_time":3000,"end_time":4250,"text":"我要投诉"}]}]}""" },
        { "Alibaba Cloud", "Agent Customer", "- -", """{"phrases":[{"role":"客服","identity":"0","begin":1000,"end":2500,"words":"您好。"},{"role":"客户","begin":3000,"end":4250,"words":"我要投诉"}]}""" },
        { "Huawei Cloud", "Agent Customer", "0.95 0.50", """{"status":"FINISHED","segments":[{"start_time":1000,"end_time":2500,"result":{"analysis_info":{"role":"AGENT","speed":4.5},"score":0.95,"text":"您好。"}},{"start_time":3000,"end_time":4250,"result":{"analysis_info":{"role":"USER"},"score":0.5,"text":"我要投诉"}}]}""" },
        { "Tencent Cloud", "speaker 0 speaker 1", "- -", """{"Response":{"RequestId":"x","Data":{"TaskId":1,"Status":2,"StatusStr":"success","Result":"[0:1.000,0:2.500,0]  您好。\n","ResultDetail":[{"FinalSentence":"您好。","SliceSentence":"您好","StartMs":1000,"EndMs":2500,"SpeakerId":0},{"FinalSentence":"我要投诉","StartMs":3000,"EndMs":4250,"SpeakerId":1}]}}}""" },
        { "Tencent Cloud", "speaker 0 speaker 1", "- -", """{"Data":{"TaskId":1,"Status":2,"Result":"[0:1.000,0:2.500,0]  您好。\n[0:3.000,0:4.250,1]  我要投诉\n","ResultDetail":null}}""" },
        { "Tencent Cloud", "channel 0 channel 1", "- -", """{"code":0,"flash_result":[{"channel_id":0,"text":"您好。","sentence_list":[{"text":"您好。","start_time":1000,"end_time":2500,"speaker_id":0}]},{"channel_id":1,"sentence_list":[{"text":"我要投诉","start_time":3000,"end_time":4250}]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_EachForm_GivesTheSamePieces(string form, string speakers, string confidences, string text)
    {
        foreach (var encoding in new[] { Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! })
        {
            var reading = TranscriptReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

            reading.Failure.Should().BeNull();
            reading.Transcript!.Form.Should().Be(form);
            reading.Transcript.Segments.Select(static segment => segment.Text.Replace(" ", "", StringComparison.Ordinal)).Should().Equal("您好。", "我要投诉");
            reading.Transcript.Segments.Select(static segment => (segment.Time.Start, segment.Time.End)).Should().Equal((1.0, 2.5), (3.0, 4.25));
            string.Join(' ', reading.Transcript.Segments.Select(static segment => NameOf(segment.Speaker))).Should().Be(speakers);
            string.Join(' ', reading.Transcript.Segments.Select(static segment => segment.Confidence is { } sure ? FormattableString.Invariant($"{sure:0.00}") : "-")).Should().Be(confidences);
        }
    }

    [Theory]
    [InlineData("", "found nothing, expected a transcript")]
    [InlineData("Dear colleague, the call was fine.", "found text that begins with 'Dear colleague, the '")]
    [InlineData("""{"hello": 1}""", "found JSON of an unknown form")]
    [InlineData("[1, 2, 3]", "found JSON of an unknown form")]
    [InlineData("{\"segments\": [\n{]", "line 2: found text that is not JSON")]
    [InlineData("""{"segments":[{"start":1,"end":2,"text":"好"},{"start":5,"end":3,"text":"的"}]}""", "segment 2: found the time 5..3, expected 0 <= start <= end")]
    [InlineData("""{"segments":[{"start":-1,"end":2,"text":"好"}]}""", "segment 1: found the time -1..2")]
    [InlineData("""{"segments":[{"start":0,"end":"soon","text":"好"}]}""", "segment 1: found no times")]
    [InlineData("""{"segments":[{"start":0,"end":1,"text":"\ud800"}]}""", "unpaired surrogate")]
    public void Read_NotATranscript_SaysWhereAndWhat(string text, string message) =>
        TranscriptReader.Read(Encoding.UTF8.GetBytes(text)).Failure!.Message.Should().Contain(message);

    [Fact]
    public void Read_DeeplyNestedJson_IsRefused() =>
        TranscriptReader.Read(Encoding.UTF8.GetBytes(new string('[', 10_000))).Failure.Should().NotBeNull();

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Check.Sample(Gen.Byte.Array[0, 200], static bytes => TranscriptReader.Read(bytes) is not null);

    [Fact]
    public void Read_AnyDamageToEachForm_NeverThrows()
    {
        var forms = Forms.Select(static row => Encoding.UTF8.GetBytes((string)row[3])).ToArray();
        Check.Sample(
            Gen.Select(Gen.Int[0, forms.Length - 1], Gen.Int[0, 2_000], Gen.Byte),
            damage =>
            {
                byte[] bytes = [.. forms[damage.Item1]];
                bytes[damage.Item2 % bytes.Length] = damage.Item3;
                return TranscriptReader.Read(bytes) is { } reading && (reading.Transcript is null) != (reading.Failure is null);
            },
            iter: 2_000);
    }

    private static string NameOf(SpeakerLabel speaker) => speaker switch
    {
        { Role: { } role } => role == Role.Agent ? "Agent" : "Customer",
        { Channel: { } channel } => $"channel {channel}",
        { Name: { } name } => $"speaker {name}",
        _ => "?",
    };
}
