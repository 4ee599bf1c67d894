import type { Command } from 'commander';
import { shells } from '../completion/shells.ts';
import type { Run } from './run.ts';

/** What a shell offers when you press Tab, and the manual: both follow from the commands. */
export function registerCompletion(program: Command, run: Run): void {
  program
    .command('completion')
    .description('print the script that completes commands, options, accounts and tags in your shell')
    .addArgument(program.createArgument('<shell>', 'your shell').choices(shells))
    .addHelpText(
      'after',
      `
Put the line for your shell into its startup file. Tab then asks Fuelgauge, which reads the names of your accounts, tags and
providers from the data folder: no network, no key, no passphrase.

Examples:
  eval "$(fuelgauge completion bash)"      in ~/.bashrc
  eval "$(fuelgauge completion zsh)"       in ~/.zshrc, after compinit if you call it
  fuelgauge completion fish | source       in ~/.config/fish/config.fish
  fuelgauge completion powershell | Out-String | Invoke-Expression     in $PROFILE`,
    )
    .action((shell: (typeof shells)[number]) =>
      run(async () => (await import('../actions/completion.ts')).printCompletion(shell)),
    );

  program
    .command('man')
    .description('print the manual page')
    .addHelpText(
      'after',
      `
npm installs it with the command: \`man fuelgauge\`. Elsewhere you can put it where man looks.

Examples:
  fuelgauge man | man -l -
  fuelgauge man > ~/.local/share/man/man1/fuelgauge.1`,
    )
    .action(() => run(async () => (await import('../actions/man.ts')).printManPage(program)));
}
