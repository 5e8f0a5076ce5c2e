using System.Text;

namespace Qa.Benchmarks.Matcher;

/// <summary>
/// Chinese service text and phrases of any size, the same for the same seed: words of the trade by how often they are used,
/// among rarer ones made of common characters (names, places, products).
/// </summary>
internal sealed class ServiceVocabulary
{
    private const int RareWords = 20_000;

    /// <summary>However large a tree, it asks for greetings and apologies a few times.</summary>
    private const int EverydayPhrases = 40;

    private const string Trade =
        "您好 你好 请问 有什么 可以 帮您 的 我 是 了 不 在 这个 那个 我们 你们 一下 这边 那边 什么 怎么 为什么 多少 时候 现在 已经 还是 没有 不是 就是 " +
        "谢谢 不客气 抱歉 对不起 非常 麻烦 稍等 请稍等 马上 尽快 处理 解决 反馈 核实 查询 登记 记录 确认 联系 电话 手机 号码 回复 回访 工单 投诉 建议 客服 人工 " +
        "坐席 经理 领导 主管 部门 公司 平台 系统 网络 信号 宽带 套餐 流量 话费 账单 扣费 退费 退款 退货 换货 发货 快递 物流 订单 单号 地址 收货 签收 仓库 库存 商品 " +
        "质量 问题 坏了 不能用 保修 维修 安装 师傅 上门 预约 时间 上午 下午 晚上 今天 明天 昨天 工作日 小时 分钟 个月 一年 银行 卡 信用卡 借记卡 余额 转账 还款 利息 " +
        "逾期 分期 贷款 额度 密码 验证码 身份证 姓名 实名 开户 销户 挂失 补办 办理 开通 取消 关闭 变更 升级 续费 会员 积分 优惠 活动 价格 费用 收费 免费 发票 报销 合同 " +
        "保险 理赔 保单 车险 医院 挂号 航班 机票 酒店 房间 入住 退房 改签 行李 司机 乘客 行程 导航 投诉你 不满意 满意 评价 差评 好评 垃圾 骗子 骗人 态度 服务 差 慢 快 " +
        "等 说 看 想 要 给 让 把 被 跟 和 但是 因为 所以 如果 的话 还有 然后 其实 应该 需要 必须 只能 不行 不可以 没办法 没关系 不归我管 这事我不管 自己 别人 他们 规定 " +
        "流程 制度 权限 申请 审核 通过 失败 成功 提交 上传 下载 登录 注册 页面 软件 版本 更新 设置 重启 恢复 故障 报修 检测 情况 原因 结果 方案 赔偿 补偿 责任 损失 证据 " +
        "消费者 协会 工商 起诉 律师 媒体 曝光 好的 嗯 啊 呢 吧 吗 哦 呀 对 行 知道 明白 清楚 了解 听到 能听到吗 喂 再见 祝您 生活愉快 感谢 来电 致电 请讲 请说";

    private const string CommonCharacters =
        "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感" +
        "见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许稜先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢";

    private readonly Random _random;
    private readonly string[] _trade = Trade.Split(' ').Distinct().ToArray();
    private readonly string[] _rare;

    public ServiceVocabulary(int seed)
    {
        _random = new Random(seed);
        _rare = Enumerable.Range(0, RareWords).Select(_ => MakeWord()).Distinct().ToArray();
    }

    /// <summary>Sentences in turns, which U+0000 separates; about as many characters as asked for.</summary>
    public string Text(int length)
    {
        var text = new StringBuilder(length + 64);
        while (text.Length < length)
        {
            for (var words = _random.Next(3, 30); words > 0; words--)
                text.Append(Word(rareShare: 0.25));
            text.Append('\0');
        }

        return text.ToString(0, length);
    }

    /// <summary>
    /// Distinct phrases as a tree has them: some words that service is full of (greetings, apologies), and for the rest names,
    /// products and wordings of 2 to 16 characters that seldom occur; one in a thousand is a single character.
    /// </summary>
    public string[] Phrases(int count)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        while (phrases.Count < Math.Min(EverydayPhrases, count / 20))
        {
            var word = _trade[_random.Next(_trade.Length)];
            if (word.Length > 1)
                phrases.Add(word);
        }

        while (phrases.Count < count)
        {
            var wantsSingle = phrases.Count % 1_000 == 999;
            var phrase = wantsSingle ? ((char)_random.Next('一', '龥')).ToString() : Wording(_rare);
            if (wantsSingle || phrase.Length is > 1 and <= 16)
                phrases.Add(phrase);
        }

        return [.. phrases];
    }

    /// <summary>Phrases wholly of the words the text is made of: far more hits than any tree would want.</summary>
    public string[] EverydayWordings(int count)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        while (phrases.Count < count)
        {
            var phrase = Wording(_trade);
            if (phrase.Length <= 16)
                phrases.Add(phrase);
        }

        return [.. phrases];
    }

    private string Wording(string[] alone)
    {
        var words = _random.NextDouble() switch
        {
            < 0.15 => 1,
            < 0.60 => 2,
            < 0.90 => 3,
            _ => 4,
        };
        if (words == 1)
            return alone[_random.Next(alone.Length)];
        return string.Concat(Enumerable.Range(0, words).Select(_ =>
            _random.NextDouble() < 0.4 ? _trade[_random.Next(_trade.Length)] : alone[_random.Next(alone.Length)]));
    }

    private string Word(double rareShare)
    {
        var words = _random.NextDouble() < rareShare ? _rare : _trade;
        return words[Skewed(words.Length)];
    }

    private string MakeWord()
    {
        var word = new char[_random.NextDouble() < 0.75 ? 2 : 3];
        for (var i = 0; i < word.Length; i++)
            word[i] = CommonCharacters[Skewed(CommonCharacters.Length)];
        return new string(word);
    }

    /// <summary>Small numbers often, large ones rarely: about how words and characters are used.</summary>
    private int Skewed(int below) => (int)(Math.Pow(_random.NextDouble(), 2) * below);
}
