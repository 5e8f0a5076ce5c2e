namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Why a case was not kept or changed.</summary>
internal enum CaseFault
{
    /// <summary>There is no such set.</summary>
    NoSuchSet,

    /// <summary>Neither the version in force nor the working draft has such a norm.</summary>
    NoSuchNorm,

    /// <summary>People judge the norm; a machine never comes to anything.</summary>
    JudgedByPeople,

    /// <summary>Nothing in it is a turn, or it is no interaction.</summary>
    NoDialogue,

    TooLong,

    /// <summary>There is no such interaction within reach, or what was said is erased.</summary>
    NoSuchInteraction,

    BadNote,

    TooMany,

    /// <summary>Somebody else has changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>It is not there.</summary>
    Missing,
}
