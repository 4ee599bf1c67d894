import { type Command, Option } from 'commander';
import { badInput, exitCodes } from '../exit.ts';
import type { Run } from './run.ts';

const clearable = ['plan', 'cycle-start', 'refill', 'rollover'] as const;

interface EditOptions {
  label?: string;
  plan?: string;
  cycleStart?: string;
  refill?: string;
  rollover?: string;
  clear?: string;
  pause?: boolean;
  resume?: boolean;
}

interface GrantOptions {
  kind: 'topup' | 'package' | 'promotion';
  at?: string;
  expires?: string;
}

const datesHelp = `
A date is 2026-12-14, its first moment in UTC, or an instant with its zone: 2026-12-14T09:00:00+01:00.`;

/** What the provider's endpoint does not say, and the person does. */
export function registerFacts(program: Command, run: Run): void {
  program
    .command('edit')
    .description('rename, pause, or enter what the provider does not say')
    .argument('<account>', 'id or label')
    .option('--label <label>', 'a new name')
    .option('--plan <plan>', 'id or name of a plan that `fuelgauge providers --json` lists')
    .option('--cycle-start <date>', 'the day on which any one cycle began')
    .option('--refill <amount>', 'what each cycle brings')
    .option('--rollover <rule>', 'unused credits at a refill: all, none, or the most that is carried over')
    .option('--clear <facts>', `take facts back, separated by commas: ${clearable.join(', ')}`)
    .addOption(new Option('--pause', 'stop asking').conflicts('resume'))
    .option('--resume', 'go on asking')
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge edit production --plan starter --cycle-start 2026-11-14
  fuelgauge edit a2 --refill 25000 --rollover none
  fuelgauge edit a2 --clear plan,cycle-start`,
    )
    .action((reference: string, options: EditOptions) =>
      run(async () => {
        const { optional, parseAmount, parseDay, parseRollover, shown } = await import('../input/values.ts');
        const cycleStart = optional(options.cycleStart, parseDay);
        if (!cycleStart.ok) return cycleStart;
        const refill = optional(options.refill, parseAmount);
        if (!refill.ok) return refill;
        const rollover = optional(options.rollover, parseRollover);
        if (!rollover.ok) return rollover;
        const cleared = options.clear?.split(',').map((name) => name.trim()) ?? [];
        const unknown = cleared.find((name) => !clearable.some((known) => known === name));
        if (unknown !== undefined)
          return badInput(`‘${shown(unknown)}’ cannot be cleared. These can: ${clearable.join(', ')}.`);
        if (options.plan?.trim() === '') return badInput('The plan is empty. To take it back: --clear plan.');
        if (Object.keys(options).length === 0)
          return badInput('Nothing to change. `fuelgauge edit --help` shows what can be.');

        const { withAccount } = await import('../compose.ts');
        return withAccount(reference, async ({ engine, account }) => {
          const fact = <Value>(name: (typeof clearable)[number], value: Value | undefined) =>
            cleared.includes(name) ? null : value;
          const edited = await engine.editAccount({
            account: account.id,
            label: options.label,
            plan: fact('plan', options.plan),
            cycleStart: fact('cycle-start', cycleStart.value),
            refill: fact('refill', refill.value),
            rollover: fact('rollover', rollover.value),
            paused: options.pause ? true : options.resume ? false : undefined,
          });
          if (!edited.ok) return edited;
          const { print } = await import('../terminal.ts');
          const { accountLine } = await import('../text/status.ts');
          print(`Changed ${accountLine(edited.value)}`);
          return { ok: true, value: exitCodes.done };
        });
      }),
    );

  program
    .command('grant')
    .description('enter a top-up, package or promotion')
    .argument('<account>', 'id or label')
    .argument('<amount>', 'how much was granted, such as 1200')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['topup', 'package', 'promotion']).default('topup'),
    )
    .option('--at <time>', 'when it was granted; now if not given')
    .option('--expires <time>', 'when it lapses, or “never”; if not given, as the provider states')
    .addHelpText(
      'after',
      `${datesHelp}

Examples:
  fuelgauge grant production 1,200 --at 2026-11-03
  fuelgauge grant a2 500 --kind promotion --expires 2026-12-31`,
    )
    .action((reference: string, written: string, options: GrantOptions) =>
      run(async () => {
        const { optional, parseExpiry, parseInstant, parsePositiveAmount } = await import(
          '../input/values.ts'
        );
        const amount = parsePositiveAmount(written);
        if (!amount.ok) return amount;
        const grantedAt = optional(options.at, parseInstant);
        if (!grantedAt.ok) return grantedAt;
        const expiresAt = optional(options.expires, parseExpiry);
        if (!expiresAt.ok) return expiresAt;

        const { withAccount } = await import('../compose.ts');
        return withAccount(reference, async ({ engine, account }) => {
          const granted = await engine.addGrant({
            account: account.id,
            amount: amount.value,
            kind: options.kind,
            grantedAt: grantedAt.value,
            expiresAt: expiresAt.value,
          });
          if (!granted.ok) return granted;
          const { print } = await import('../terminal.ts');
          const { accountLine } = await import('../text/status.ts');
          print(`Entered for ${accountLine(granted.value)}`);
          return { ok: true, value: exitCodes.done };
        });
      }),
    );
}
