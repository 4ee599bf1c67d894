import type { Shell } from './shells.ts';

// Each asks the hidden `__complete`, which knows the commands and the data folder, and inserts what it is told as its shell does.
// Bash as old as 3.2 (macOS), zsh 5, fish 3, PowerShell 5.

/** `@{` stands for `${`, which TypeScript would take for its own. In ASCII, as all of the scripts: the build writes the rest as escapes. */
const script = (text: TemplateStringsArray): string => String.raw(text).replaceAll('@{', '${');

const bash = script`# Completes fuelgauge in bash. Put into ~/.bashrc: eval "$(fuelgauge completion bash)"
_fuelgauge() {
  local replies reply status
  COMPREPLY=()
  replies=$(command fuelgauge __complete bash "@{COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  status=$?
  if [ "$status" -eq 10 ]; then
    compopt -o default -o filenames 2>/dev/null
    return 0
  fi
  while IFS= read -r reply; do
    [ -n "$reply" ] && COMPREPLY+=("$reply")
  done <<< "$replies"
}
complete -F _fuelgauge fuelgauge`;

const zsh = script`#compdef fuelgauge
# Completes fuelgauge in zsh. Put into ~/.zshrc: eval "$(fuelgauge completion zsh)"
_fuelgauge() {
  local answer code line
  local -a before values shown
  before=("@{(@Q)words[2,CURRENT-1]}")
  answer=$(command fuelgauge __complete zsh "@{before[@]}" "=@{(Q)PREFIX}" 2>/dev/null)
  code=$?
  if (( code == 10 )); then
    _files
    return
  fi
  [[ -n $answer ]] || return 1
  for line in "@{(@f)answer}"; do
    values+=("@{line%%$'\t'*}")
    if [[ $line == *$'\t'* ]]; then
      shown+=("@{line%%$'\t'*}  -- @{line#*$'\t'}")
    else
      shown+=("$line")
    fi
  done
  compadd -U -l -d shown -a values
  # One that begins in another way takes the place of what was typed, so they are tried one after another.
  (( @{#values} > 1 )) && [[ -n "@{values[(r)^@{(bQ)PREFIX}*]}" ]] && compstate[insert]=menu
  return 0
}
if [[ "@{funcstack[1]-}" == _fuelgauge ]]; then
  _fuelgauge "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _fuelgauge fuelgauge
fi`;

const fish = script`# Completes fuelgauge in fish. Put into ~/.config/fish/config.fish: fuelgauge completion fish | source
function __fuelgauge_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # An open quote, and the backslash before a blank, are not part of what is meant.
    set current (string replace -r '^["\']' '' -- "$current" | string replace -ra '\\\\(.)' '$1')
    set -l answer (command fuelgauge __complete fish $words[2..-1] "=$current" 2>/dev/null)
    if test $status -eq 10
        __fish_complete_path (commandline -ct)
        return
    end
    test (count $answer) -gt 0; and printf '%s\n' $answer
end
complete -c fuelgauge -e
complete -c fuelgauge -f -a '(__fuelgauge_complete)'`;

const powershell = script`# Completes fuelgauge in PowerShell. Put into $PROFILE: fuelgauge completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName fuelgauge -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and -not $wordToComplete) } |
        ForEach-Object { if ($null -ne $_.Value) { [string]$_.Value } else { $_.Extent.Text } })
    $current = "$wordToComplete".Trim('"', "'")
    $answer = @(& fuelgauge __complete powershell @words "=$current" 2>$null)
    if ($LASTEXITCODE -ne 0) { return }
    foreach ($line in $answer) {
        $value, $about = $line -split [char]9, 2
        if (-not $about) { $about = $value }
        $written = if ($value -match '^[\w./@-]+$') { $value } else { "'" + $value.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($written, $value, 'ParameterValue', $about)
    }
}`;

/** The script of each shell. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
