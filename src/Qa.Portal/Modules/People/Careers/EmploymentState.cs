namespace Qa.Portal.Modules.People.Careers;

/// <summary>How somebody who is employed is employed. Stored by name.</summary>
internal enum EmploymentState
{
    /// <summary>试用.</summary>
    Probation,

    /// <summary>在职.</summary>
    Employed,
}

/// <summary>How a person stands to the centre on a day.</summary>
internal enum StaffState
{
    /// <summary>待入职: has not joined yet.</summary>
    Expected,

    /// <summary>试用.</summary>
    Probation,

    /// <summary>在职.</summary>
    Employed,

    /// <summary>离职: was employed and is no more.</summary>
    Left,
}
