namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>How a watched folder stands.</summary>
/// <param name="State"><c>watched</c>, or <c>missing</c> while it is not there.</param>
/// <param name="Taken">Files of it that were taken in.</param>
/// <param name="Waiting">Recordings that are still being written, or wait for their call data.</param>
/// <param name="Problems">At most <see cref="MaximumProblems"/>.</param>
internal sealed record FolderStatus(string Folder, string State, int Taken, int Waiting, IReadOnlyList<FolderProblem> Problems)
{
    public const int MaximumProblems = 100;
}

/// <summary>What is wrong with a file of a watched folder.</summary>
internal sealed record FolderProblem(string File, string Problem);
