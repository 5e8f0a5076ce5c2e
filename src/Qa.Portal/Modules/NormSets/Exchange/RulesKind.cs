namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>Whose rules are brought in.</summary>
public enum RulesKind
{
    /// <summary>Alibaba Cloud SCA (智能对话分析).</summary>
    Sca,

    /// <summary>A workflow of Microsoft RulesEngine.</summary>
    Workflow,
}
