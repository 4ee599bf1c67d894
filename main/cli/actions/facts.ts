import { formatQuantity } from '../../../shared/format.ts';
import { checkCostSentence } from '../../../shared/paid-checks.ts';
import { withAccount } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { clearable, type EditOptions, type GrantOptions } from '../input/facts.ts';
import {
  optional,
  parseAmount,
  parseDay,
  parseExpiry,
  parseFloor,
  parseInstant,
  parsePositiveAmount,
  parseRollover,
  shown,
} from '../input/values.ts';
import { print } from '../terminal.ts';
import { balanceLine } from '../text/accounts-table.ts';
import { plain } from '../text/table.ts';

/** Renames, pauses, or enters what the provider does not report. */
export async function editAccount(reference: string, options: EditOptions): Promise<Outcome> {
  const cycleStart = optional(options.cycleStart, parseDay);
  if (!cycleStart.ok) return cycleStart;
  const refill = optional(options.refill, parseAmount);
  if (!refill.ok) return refill;
  const rollover = optional(options.rollover, parseRollover);
  if (!rollover.ok) return rollover;
  const floor = optional(options.floor, parseFloor);
  if (!floor.ok) return floor;
  const cleared = options.clear?.split(',').map((name) => name.trim()) ?? [];
  const unknown = cleared.find((name) => !clearable.some((known) => known === name));
  if (unknown !== undefined)
    return badInput(`‘${shown(unknown)}’ cannot be cleared. You can clear: ${clearable.join(', ')}.`);
  if (options.plan?.trim() === '') return badInput('The plan is empty. To remove it: --clear plan.');
  if (Object.keys(options).length === 0)
    return badInput('Nothing to change. `fuelgauge edit --help` shows what you can change.');

  return withAccount(reference, async ({ engine, account, provider }) => {
    const fact = <Value>(name: (typeof clearable)[number], value: Value | undefined) =>
      cleared.includes(name) ? null : value;
    const edited = await engine.editAccount({
      account: account.id,
      label: options.label,
      plan: fact('plan', options.plan),
      cycleStart: fact('cycle-start', cycleStart.value),
      refill: fact('refill', refill.value),
      rollover: fact('rollover', rollover.value),
      floor: fact('floor', floor.value),
      paused: options.pause ? true : options.resume ? false : undefined,
      paidChecks: options.paidChecks && options.paidChecks === 'on',
    });
    if (!edited.ok) return edited;
    print(`Changed ${balanceLine(edited.value, provider)}`);
    if (options.paidChecks === 'on') print(checkCostSentence(provider, edited.value.intervalMs));
    const missing = edited.value.notes.find((note) => note.startsWith('Enter '));
    if (missing !== undefined) print(plain(missing));
    return { ok: true, value: exitCodes.done };
  });
}

/** Enters a top-up, package or promotion. */
export async function addGrant(reference: string, written: string, options: GrantOptions): Promise<Outcome> {
  const amount = parsePositiveAmount(written);
  if (!amount.ok) return amount;
  const grantedAt = optional(options.at, parseInstant);
  if (!grantedAt.ok) return grantedAt;
  const expiresAt = optional(options.expires, parseExpiry);
  if (!expiresAt.ok) return expiresAt;
  return withAccount(reference, async ({ engine, account, provider }) => {
    const granted = await engine.addGrant({
      account: account.id,
      amount: amount.value,
      kind: options.kind,
      grantedAt: grantedAt.value,
      expiresAt: expiresAt.value,
    });
    if (!granted.ok) return granted;
    print(
      `Entered ${formatQuantity(amount.value, provider.unit, { round: 'exact' })} for ${balanceLine(granted.value, provider)}`,
    );
    return { ok: true, value: exitCodes.done };
  });
}
