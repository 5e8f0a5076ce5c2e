namespace Qa.Portal.Commands.Completion;

/// <summary>
/// The completion scripts. Each hands what was typed after the command's name to the parser's own directive
/// <c>[suggest:POSITION]</c>, so that completions can never differ from what the parser accepts, and lets the shell
/// complete file names where the parser has nothing to offer.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # qa completion for bash: eval "$(qa completion bash)"
        _qa_complete() {
            local typed="${COMP_LINE:0:COMP_POINT}" candidates
            typed="${typed#"${COMP_WORDS[0]}"}"
            typed="${typed#"${typed%%[![:space:]]*}"}"
            mapfile -t candidates < <("${COMP_WORDS[0]}" "[suggest:${#typed}]" "$typed" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "${candidates[*]}" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o bashdefault -o default -F _qa_complete qa ./qa

        """;

    private const string Zsh = """
        #compdef qa
        # qa completion for zsh: source <(qa completion zsh)
        _qa_complete() {
            local typed="${(j: :)words[2,CURRENT]}"
            local -a candidates
            candidates=("${(@f)$("${words[1]}" "[suggest:${#typed}]" "$typed" 2>/dev/null)}")
            candidates=(${candidates:#})
            (( $#candidates )) && compadd -- $candidates || _files
        }
        compdef _qa_complete qa ./qa

        """;

    private const string Fish = """
        # qa completion for fish: qa completion fish | source
        function __qa_complete
            set -l command (commandline -opc)[1]
            set -l typed (commandline -cp | string replace -r '^\s*\S+\s?' '')
            $command "[suggest:"(string length -- "$typed")"]" "$typed" 2>/dev/null
        end
        complete -c qa -a '(__qa_complete)'

        """;

    private const string PowerShell = """
        # qa completion for PowerShell: qa completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName qa, ./qa -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $command = $commandAst.CommandElements[0].Extent.Text
            $typed = $commandAst.ToString().Substring($command.Length).TrimStart()
            if ($wordToComplete -eq '' -and $typed -ne '') { $typed += ' ' }
            & $command "[suggest:$($typed.Length)]" "$typed" 2>$null |
                Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "no such shell"),
    };
}
