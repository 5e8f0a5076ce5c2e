using System.Text;
using CsCheck;
using Qa.Transcription.Calls;

namespace Qa.Transcription.Tests.Calls;

public sealed class CallDataReaderTests
{
    // Bytes that mean something to the parsers.
    private static readonly byte[] Telling = "\"\\,;\n{}[]:\t="u8.ToArray();

    /// <summary>Form, what it is written as, and what is read, a call a line (see <see cref="Described"/>), errors with <c>!</c>.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        // Our own JSON.
        { "JSON of calls", """{"id":"c1","startedAt":"2026-03-01T08:00:00+08:00","agent":{"id":"1001","name":"王芳","group":"售后"},"customer":{"id":"u9","phone":"+8613800138000"},"businessLine":"退款","attributes":{"vip":true,"wait":1.50,"city":"南京","none":null},"agentChannel":"right","agentSpeaker":"S1","file":"2026/a.wav"}""",
            "c1 file=2026/a.wav at=2026-03-01T08:00:00+08:00 agent=1001 name=王芳 group=售后 customer=u9/+8613800138000 line=退款 channel=1 speaker=S1 city:'南京' vip:yes wait:1.50" },
        { "JSON of calls", """{"agent":{"name":"王芳"},"startedAt":null}""", "name=王芳" },
        { "JSON of calls", """[{"id":"c1","agent":{"id":"7"}},{"file":"b.wav","startedAt":1772323200}]""", "c1 agent=7\nfile=b.wav at=2026-03-01T08:00:00+08:00" },
        { "JSON of calls", """{"calls":[{"id":"c1","agentChannel":"left"},{"file":"b.wav","startedAt":"2026-03-01 08:00"}]}""", "c1 channel=0\nfile=b.wav at=2026-03-01T08:00:00+08:00" },
        { "JSON of calls", """{"calls":[]}""", "" },

        // Tables.
        { "CSV", "call id,file name,Started At,Agent ID,agent name,agent group,customer id,customer phone,business line,agent channel,agent speaker\nc1,x/a.wav,2026-03-01 08:00:00,0071,Li,A,u1,013800138000,refund,left,S1\n",
            "c1 file=x/a.wav at=2026-03-01T08:00:00+08:00 agent=0071 name=Li group=A customer=u1/013800138000 line=refund channel=0 speaker=S1" },
        { "CSV", "\n通话ID;录音文件名;开始时间;工号;坐席姓名;班组;客户号码;业务线;坐席声道\r\n\r\nc1;a.wav;2026/3/1 8:00;0071;王芳;一组;+8613800138000;退款;右声道\r\n;;;;;;;;\r\n",
            "c1 file=a.wav at=2026-03-01T08:00:00+08:00 agent=0071 name=王芳 group=一组 customer=/+8613800138000 line=退款 channel=1" },
        { "CSV", "呼叫标识\t录音文件\t部门\t技能组\t满意\t评分\t备注\t来电\t订单\nc1\ta.wav\t客服部\t售后\ttrue\t-4.5\t\"两行\n文本\t好\"\t02512345678\t12345678901\n", "c1 file=a.wav group=售后 备注:'两行\n文本\t好' 来电:'02512345678' 满意:yes 订单:'12345678901' 评分:-4.5 部门:'客服部'" },
        { "CSV", "id,主叫,n\nc1,=\"00138\",007\nc2,+86138,0\nc3,138,-0\n", "c1 n:'007' 主叫:'00138'\nc2 n:0 主叫:'+86138'\nc3 n:'-0' 主叫:138" },
        { "CSV", "file,note\na.wav,\"says \"\"no\"\", twice\"\n", "file=a.wav note:'says \"no\", twice'" },

        // Huawei Cloud's index, with and without a header, older and newer.
        { "Huawei Cloud's recording index", "dev,acc,cc,100,1477393325-164,013800138000,95500,2018-09-03 10:03:33,2018-09-03 10:05:00,/10/1/record/100/13533/0903379.wav,1,success,X:\\17\\0\\20180903\\15470\\2043295.V3,17,呼入,5,21,22\n",
            "1477393325-164 file=/10/1/record/100/13533/0903379.wav or=X:\\17\\0\\20180903\\15470\\2043295.V3 at=2018-09-03T10:03:33+08:00 agent=100 customer=/013800138000 accountId:'acc' callee:'95500' caller:'013800138000' ccId:'cc' developer:'dev' direction:'inbound' endedAt:'2018-09-03T10:05:00+08:00' mediaType:'5' skillId:'22' taskResult:'success' taskStatus:'1' vdnId:'17' wantedSkillId:'21'" },
        { "Huawei Cloud's recording index", "developer,account_id,cc_id,agent_id,call_id,caller_no,callee_no,call_begin,call_end,file_name\nd,a,c,100,7-1,95500,0138,2018-09-03 10:03:33,,/1/b.wav\n",
            "7-1 file=/1/b.wav at=2018-09-03T10:03:33+08:00 agent=100 accountId:'a' callee:'0138' caller:'95500' ccId:'c' developer:'d'" },
        { "Huawei Cloud's recording index", "d,a,c,100,7-1,95500,0138,2018-09-03 10:03:33,,/1/b.wav,,,,,1,,,,x\nd,a,c,101,7-1,95500,0138,2018-09-03 10:01:00,,/1/a.wav,,,,,6\nd,a,c,101,7-2,95500,0138,2018-09-03 10:01:00,,/1/c.wav\n",
            """
            7-1-2 file=/1/b.wav at=2018-09-03T10:03:33+08:00 agent=100 customer=/0138 accountId:'a' callId:'7-1' callee:'0138' caller:'95500' ccId:'c' column19:'x' developer:'d' direction:'outbound'
            7-1-1 file=/1/a.wav at=2018-09-03T10:01:00+08:00 agent=101 accountId:'a' callId:'7-1' callType:'6' callee:'0138' caller:'95500' ccId:'c' developer:'d'
            7-2 file=/1/c.wav at=2018-09-03T10:01:00+08:00 agent=101 accountId:'a' callee:'0138' caller:'95500' ccId:'c' developer:'d'
            """ },

        // Alibaba Cloud's callList.
        { "Alibaba Cloud's callList", """{"autoSplit":0,"serviceChannel":1,"clientChannel":0,"sampleRate":8,"callList":[{"voiceFileUrl":"https://x.oss.aliyuncs.com/r/%E5%BD%95%E9%9F%B3.wav?Expires=1&Signature=a%2F","callStartTime":"1584535485856","customerServiceId":"030","customerServiceName":"张三","skillGroupId":"34sd24","skillGroupName":"售前技能组","callType":1,"callee":18888800000,"caller":"01023230000","callId":2345645700,"tid":"t1","business":"售前一组","remark1":"38节大促","remark5":-7,"jsonParamStr":"{\"客户等级\":3,\"渠道\":\"官网\"}","validTimes":[{"begin_time":0}]},{"voiceFileUrl":"http://x/b.wav","fileName":"b 2.wav","callType":"3","caller":"0138","callee":"95","clientChannel":1,"customerId":"u1","customerName":"李","skillGroupId":5,"callUuid":"q"}]}""",
            """
            2345645700 file=https://x.oss.aliyuncs.com/r/%E5%BD%95%E9%9F%B3.wav?Expires=1&Signature=a%2F at=2020-03-18T20:44:45.856+08:00 agent=030 name=张三 group=售前技能组 customer=/18888800000 line=售前一组 channel=1 callee:'18888800000' caller:'01023230000' direction:'outbound' remark1:'38节大促' remark5:-7 skillGroupId:'34sd24' tid:'t1' validTimes:'[{"begin_time":0}]' 客户等级:3 渠道:'官网'
            q file=b 2.wav or=http://x/b.wav group=5 customer=u1/0138 channel=0 callee:'95' caller:'0138' customerName:'李' direction:'inbound'
            """ },
        { "Alibaba Cloud's callList", """{"callList":[{"callId":"a","voiceFileUrl":"http://x/2.wav","callStartTime":1584535485856},{"callId":"a","voiceFileUrl":"http://x/1.wav","callStartTime":1584535485000,"callType":9,"serviceChannel":0}]}""",
            """
            a-2 file=http://x/2.wav at=2020-03-18T20:44:45.856+08:00 callId:'a'
            a-1 file=http://x/1.wav at=2020-03-18T20:44:45+08:00 channel=0 callId:'a' callType:'9'
            """ },
    };

    public static TheoryData<string, string> Wrong => new()
    {
        // Our own JSON.
        { """{"id":"c","agents":{}, "file":"a"}""", "! agents: found an unknown key, expected one of id, file, startedAt, agent, customer, businessLine, attributes, agentChannel, agentSpeaker" },
        { """[{"id":"a","file":"a.wav"},{"id":"","file":"b.wav"},7,{"id":"d"}]""", "a file=a.wav\nd\n! [1].id: found 0 characters, expected a string of 1 to 128 characters\n! [2]: found the number 7, expected an object" },
        { """{"calls":[{"agent":{"id":7,"nick":"x"},"id":"a"},{"customer":{"phone":138},"id":"b"}],"more":1}""", "! more: found an unknown key, expected calls\n! calls[0].agent.id: found the number 7, expected a string\n! calls[0].agent.nick: found an unknown key, expected one of id, name, group\n! calls[1].customer.phone: found the number 138, expected a string" },
        { """{"file":"a.wav","attributes":{"a":[1],"b":1e999,"":"x"}}""", "! attributes.a: found a list, expected a string, a number or a boolean\n! attributes.b: found a number beyond what is read, expected a number of at most 800 digits and exponent 400\n! attributes.: found a name of 0 characters, expected a name of 1 to 128 characters" },
        { """{"file":"a.wav","file":"b.wav","agent":"x","agentChannel":"both","startedAt":"yesterday"}""", "! file: found a key given twice, expected each key once\n! agent: found the string 'x', expected an object\n! agentChannel: found 'both', expected left or right, or 0 or 1\n! startedAt: found 'yesterday', expected a time such as 2026-03-01T08:00:00+08:00, 2026-03-01 08:00:00, or the seconds or milliseconds since 1970" },
        { """[{"file":"a.wav"},{"agent":{"id":"7"}}]""", "file=a.wav\n! [1]: found neither a file nor an id, expected one of them, to find the recording by" },
        { """[{"file":"a.wav","id":"1"},{"file":"A.wav"},{"file":"b.wav","id":"1"},{"file":"x/","id":"4"},{"file":"/","id":"5"}]""", "1 file=a.wav\n4 file=x/\n! [4].file: found '/', expected the name of a file\n! [1]: found the file 'A.wav' again, expected each file once; [0] has it\n! [2]: found the id '1' again, expected each id once; [0] has it" },
        { """[{"file":"a.wav"},{"file":"\ud800"}]""", "file=a.wav\n! [1]: found a string with an unpaired surrogate, expected well-formed Unicode text" },
        { "{\"file\":\"a.wav\",\n\"id\": nul}", "! line 2: found text that is not JSON, expected JSON" },
        { """{"calls":{}}""", "! calls: found an object, expected a list of calls" },

        // Tables.
        { "id,file,start,agent id\nc1,a.wav,2026-02-30 08:00:00,7\nc2,b.wav,,7\nc3,c.wav\nc4,d.wav,,7,x\n,,2026-02-03 08:00:00,7\n", "c2 file=b.wav agent=7\n! line 2, 'start': found '2026-02-30 08:00:00', expected a time such as 2026-03-01T08:00:00+08:00, 2026-03-01 08:00:00, or the seconds or milliseconds since 1970\n! line 4: found 2 fields, expected 4, as in the header line\n! line 5: found 5 fields, expected 4, as in the header line\n! line 6: found neither a file nor an id, expected one of them, to find the recording by" },
        { "id,note\nc1,\"two\nlines\"\nc1,x\nc2,\"open\nc3,x\n", "c1 note:'two\nlines'\n! line 4: found the id 'c1' again, expected each id once; line 2 has it\n! line 5: found a quote that does not end with its field, expected fields with quotes around them, or none in them" },
        { "id,note\nc1,\"a\" b\nc2,5\" pipe\nc3,x\n", "c3 note:'x'\n! line 2: found a quote that does not end with its field, expected fields with quotes around them, or none in them\n! line 3: found a quote that does not end with its field, expected fields with quotes around them, or none in them" },
        { "id,note,note\nc1,a,b\n", "! line 1: found the column 'note' again, expected each column once" },
        { "id,\nc1,\nc2,x\n", "c1\n! line 3: found 'x' in a column without a name, expected a name for it in the header line" },

        // The services' forms.
        { "d,a,c,100,7-1,1,2,2018-09-03 10:03:33,,/1/b.wav\nd,a,c,100\nd,a,c,100,,1,2,soon,,\n", "7-1 file=/1/b.wav at=2018-09-03T10:03:33+08:00 agent=100 accountId:'a' callee:'2' caller:'1' ccId:'c' developer:'d'\n! line 2: found 4 fields, expected 10 to 256\n! line 3, 'call_id': found nothing, expected the id of a call\n! line 3, 'file_name': found nothing, expected the name of a file\n! line 3, 'call_begin': found 'soon', expected a time such as 2026-03-01T08:00:00+08:00, 2026-03-01 08:00:00, or the seconds or milliseconds since 1970" },
        { """{"callList":[{"callId":["x"],"voiceFileUrl":"http://x/a.wav"},{"voiceFileUrl":"http://x/b.wav","serviceChannel":2},{"voiceFileUrl":"http://x/","jsonParamStr":"{"},{"callId":"e","serviceChannel":1,"clientChannel":1}]}""", "! callList[0].callId: found a list, expected a string or a number\n! callList[1].serviceChannel: found '2', expected left or right, or 0 or 1\n! callList[2].jsonParamStr: found text that is not JSON, expected an object, written as a string\n! callList[2].voiceFileUrl: found 'http://x/', expected the name of a file\n! callList[3].clientChannel: found the channel 1 again, expected another than serviceChannel's" },
        { """[{"callList":[]},{"callList":[]}]""", "! found a list, expected an object with callList" },
        { """{"callList":{}}""", "! callList: found an object, expected a list of calls" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_EachFormInEachEncoding_GivesTheSameCalls(string form, string text, string expected)
    {
        foreach (var bytes in InEncodings(text))
        {
            CallDataReader.Fits(bytes).Should().BeTrue();
            var reading = CallDataReader.Read(bytes, Described.Shanghai);

            reading.Form.Should().Be(form);
            Described.Of(reading).Should().Be(expected.ReplaceLineEndings("\n"));
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongCalls_SaysWhereAndWhatAndKeepsTheOthers(string text, string expected) =>
        Described.Of(CallDataReader.Read(Encoding.UTF8.GetBytes(text), Described.Shanghai)).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[[[")]
    [InlineData("Dear colleague, the call was fine.")]
    [InlineData("start,end,text\n0,1,hello\n")]
    [InlineData("id\n1\n")]
    [InlineData("\"id\n1\n")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,500\n您好。\n")]
    [InlineData("""{"text":"您好","segments":[{"id":0,"start":1,"end":2,"text":"您好"}]}""")]
    [InlineData("""[{"id":0,"start":1,"end":2,"text":"您好"}]""")]
    [InlineData("""{"id":"a","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"7"},"turns":[]}""")]
    [InlineData("""{"file_url":"x","transcripts":[]}""")]
    public void Read_SomethingElse_IsNotCallData(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        CallDataReader.Fits(bytes).Should().BeFalse();
        var reading = CallDataReader.Read(bytes, Described.Shanghai);
        reading.IsCallData.Should().BeFalse();
        reading.NotCallData!.Expected.Should().StartWith("call data");
    }

    [Fact]
    public void Read_ShortJsonThatIsMeantToBeCallData_IsTakenForSome()
    {
        var bytes = """{"id":"C-1"}"""u8;

        CallDataReader.Read(bytes, Described.Shanghai).IsCallData.Should().BeFalse();
        CallDataReader.Read(bytes, Described.Shanghai, isMeant: true).Records.Single().Id.Should().Be("C-1");
        CallDataReader.Read("""{"id":"C-1","turns":[]}"""u8, Described.Shanghai, isMeant: true).IsCallData.Should().BeFalse("it is an interaction");
    }

    [Fact]
    public void Fits_EachFormOfTranscript_IsNotCallData() =>
        Transcripts.TranscriptReaderTests.Forms.Should().OnlyContain(static row => !CallDataReader.Fits(Encoding.UTF8.GetBytes((string)row[3])));

    [Fact]
    public void Read_BeyondTheLimits_SaysTheLimit()
    {
        Errors(Table(CallDataReader.MaximumCalls + 2)).Should().Equal($"line {CallDataReader.MaximumCalls + 2}: found one more call, expected at most {CallDataReader.MaximumCalls}");
        Errors("id,x\nc1," + new string('x', CallDataReader.MaximumFieldLength + 1)).Should().Equal("line 2, 'x': found 8193 characters, expected at most 8192");
        Errors($"id,x\n{new string('x', 129)},1").Should().Equal("line 2, 'id': found 129 characters, expected a string of 1 to 128 characters");
        Errors("id," + string.Join(',', Enumerable.Range(0, CallDataReader.MaximumColumns)) + "\nc1").Should().Equal("line 1: found 257 columns, expected at most 256");
        Errors("id,x\n" + string.Concat(Enumerable.Repeat("c\n", 300))).Should().HaveCount(CallDataReader.MaximumErrors);
        Errors("id,x\n" + new string('x', CallDataReader.MaximumBytes)).Should().Equal($"found {CallDataReader.MaximumBytes + 5} bytes, expected at most {CallDataReader.MaximumBytes}");
        Errors("{\"file\":\"a\",\"attributes\":" + new string('[', 1_000)).Should().Equal("line 1: found text that is not JSON, expected JSON");
        Errors("{\"file\":\"a\",\"attributes\":{" + string.Join(',', Enumerable.Range(0, 257).Select(static index => $"\"{index}\":1")) + "}}").Should().Equal("attributes.256: found one more attribute, expected at most 256");
    }

    [Fact]
    public void Read_LongTableInChinese_IsToldByItsBeginning()
    {
        var text = "通话ID,录音文件,备注\n" + string.Concat(Enumerable.Range(0, 30_000).Select(static index => $"c{index},{index}.wav,备注很长\n"));
        foreach (var bytes in InEncodings(text))
        {
            CallDataReader.Fits(bytes).Should().BeTrue();
            CallDataReader.Read(bytes, Described.Shanghai).Records.Should().HaveCount(30_000);
        }
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Check.Sample(
        Gen.Byte.Array[0, 300],
        static bytes => CallDataReader.Read(bytes, Described.Shanghai).IsCallData == CallDataReader.Fits(bytes));

    [Fact]
    public void Read_AnyDamageToEachForm_NeverThrows()
    {
        var forms = Forms.Select(static row => Encoding.UTF8.GetBytes((string)row[1])).ToArray();
        Check.Sample(
            Gen.Select(Gen.Int[0, forms.Length - 1], Gen.Select(Gen.Int[0, 2_000], Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(static index => Telling[index]))).Array[1, 4]),
            damage =>
            {
                byte[] bytes = [.. forms[damage.Item1]];
                foreach (var (at, value) in damage.Item2)
                    bytes[at % bytes.Length] = value;
                return CallDataReader.Read(bytes, Described.Shanghai) is { } reading && reading.IsCallData == CallDataReader.Fits(bytes);
            },
            iter: 5_000);
    }

    private static IEnumerable<byte[]> InEncodings(string text)
    {
        foreach (var encoding in new[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! })
            yield return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private static string Table(int calls) => "id,x\n" + string.Concat(Enumerable.Range(0, calls).Select(static index => $"c{index},1\n"));

    private static IEnumerable<string> Errors(string text) => CallDataReader.Read(Encoding.UTF8.GetBytes(text), Described.Shanghai).Errors.Select(static error => error.Message);
}
