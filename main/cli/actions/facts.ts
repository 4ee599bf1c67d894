import { formatQuantity } from '../../../shared/format.ts';
import { noteSchema, ok } from '../../../shared/model/index.ts';
import { checkCostSentence } from '../../../shared/paid-checks.ts';
import { withAccount } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { clearable, type EditOptions, type GrantOptions } from '../input/facts.ts';
import { parseMoney, parseOverage, readInvoice, readPlanPriceOptions } from '../input/money.ts';
import { editedTags } from '../input/tags.ts';
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
import { today, usualCurrency } from './money.ts';

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
  const both = clearable.find((name) => cleared.includes(name) && options[optionOf[name]] !== undefined);
  if (both !== undefined) return badInput(`Either clear the ${both} or enter it, not both.`);
  if (options.note !== undefined && !noteSchema.safeParse(options.note).success)
    return badInput('The note is longer than 1,000 characters.');
  if (options.plan?.trim() === '') return badInput('The plan is empty. To remove it: --clear plan.');
  if (Object.keys(options).length === 0)
    return badInput('Nothing to change. `fuelgauge edit --help` shows what you can change.');

  return withAccount(reference, async ({ engine, account, provider }) => {
    const prices = readPrices(options, usualCurrency(engine.state()));
    if (!prices.ok) return prices;
    const { price, overage, grant } = prices.value;
    if (grant !== undefined) {
      const priced = await engine.priceGrant({ account: account.id, ...grant });
      if (!priced.ok) return priced;
    }
    const fact = <Value>(name: (typeof clearable)[number], value: Value | undefined) =>
      cleared.includes(name) ? null : value;
    const tags = editedTags(account, options, cleared.includes('tags'));
    if (!tags.ok) return tags;
    const edited = await engine.editAccount({
      account: account.id,
      label: options.label,
      note: cleared.includes('note') ? '' : options.note,
      tags: tags.value,
      pinned: options.pin && options.pin === 'on',
      hidden: options.hide && options.hide === 'on',
      plan: fact('plan', options.plan),
      cycleStart: fact('cycle-start', cycleStart.value),
      refill: fact('refill', refill.value),
      rollover: fact('rollover', rollover.value),
      price: fact('price', price),
      overage: fact('overage', overage),
      floor: fact('floor', floor.value),
      paused: options.pause ? true : options.resume ? false : undefined,
      paidChecks: options.paidChecks && options.paidChecks === 'on',
    });
    if (!edited.ok) return edited;
    print(`Changed ${balanceLine(edited.value, provider)}`);
    if (options.hide === 'on')
      print('It is polled and alerts as ever, but overview, popover and tray leave it out.');
    if (options.paidChecks === 'on') print(checkCostSentence(provider, edited.value.intervalMs));
    const missing = edited.value.notes.find((note) => note.startsWith('Enter '));
    if (missing !== undefined) print(plain(missing));
    return { ok: true, value: exitCodes.done };
  });
}

/** The option that enters what `--clear` names. */
const optionOf = {
  plan: 'plan',
  'cycle-start': 'cycleStart',
  refill: 'refill',
  rollover: 'rollover',
  price: 'price',
  overage: 'overage',
  floor: 'floor',
  note: 'note',
  tags: 'tag',
} as const satisfies Record<(typeof clearable)[number], keyof EditOptions>;

/** What `edit` says of prices. */
function readPrices({ invoice, ...options }: EditOptions, usual: string | null) {
  if ((options.price ?? options.overage ?? options.paid) === undefined && options.currency !== undefined)
    return badInput(
      '--currency belongs to a price: --price 29/month, --overage 2/1000 or --grant ID --paid 20.',
    );
  // With both, the note is the plan's.
  const isOfGrant = options.price === undefined && options.paid !== undefined;
  const price = readPlanPriceOptions(isOfGrant ? options : { ...options, invoice }, usual, today());
  if (!price.ok) return price;
  const overage =
    options.overage === undefined
      ? ok(undefined)
      : parseOverage(options.overage, options.currency, price.value?.paid.currency ?? usual);
  if (!overage.ok) return overage;
  if ((options.grant === undefined) !== (options.paid === undefined))
    return badInput('--grant and --paid belong together: --grant ID --paid 20.');
  if (options.grant === undefined || options.paid === undefined)
    return ok({ price: price.value, overage: overage.value, grant: undefined });
  const isTaken = options.paid.trim().toLowerCase() === 'none';
  const paid = isTaken
    ? ok(null)
    : readPaid(options.paid, { currency: options.currency, invoice: isOfGrant ? invoice : undefined }, usual);
  if (!paid.ok) return paid;
  const grant = { grant: options.grant, paid: paid.value };
  return ok({ price: price.value, overage: overage.value, grant });
}

function readPaid(
  written: string,
  { currency, invoice }: { currency?: string | undefined; invoice?: string | undefined },
  usual: string | null,
) {
  const money = parseMoney(written, currency, usual);
  return money.ok ? readInvoice(money.value, invoice) : money;
}

/** Enters a top-up, package or promotion, or removes one. */
export async function addGrant(
  reference: string,
  written: string | undefined,
  options: GrantOptions,
): Promise<Outcome> {
  if (options.remove !== undefined)
    return written === undefined
      ? removeGrant(reference, options.remove)
      : badInput('--remove takes no amount.');
  if (written === undefined) return badInput('How much was granted? Write fuelgauge grant ACCOUNT AMOUNT.');
  const amount = parsePositiveAmount(written);
  if (!amount.ok) return amount;
  const grantedAt = optional(options.at, parseInstant);
  if (!grantedAt.ok) return grantedAt;
  const expiresAt = optional(options.expires, parseExpiry);
  if (!expiresAt.ok) return expiresAt;
  if (options.paid === undefined && (options.currency ?? options.invoice) !== undefined)
    return badInput('--currency and --invoice belong to a price: --paid 20.');
  return withAccount(reference, async ({ engine, account, provider }) => {
    const paid =
      options.paid === undefined
        ? ok(undefined)
        : readPaid(options.paid, options, usualCurrency(engine.state()));
    if (!paid.ok) return paid;
    const granted = await engine.addGrant({
      account: account.id,
      amount: amount.value,
      kind: options.kind,
      grantedAt: grantedAt.value,
      expiresAt: expiresAt.value,
      paid: paid.value,
    });
    if (!granted.ok) return granted;
    print(
      `Entered ${formatQuantity(amount.value, provider.unit, { round: 'exact' })} for ${balanceLine(granted.value, provider)}`,
    );
    return { ok: true, value: exitCodes.done };
  });
}

function removeGrant(reference: string, grant: string): Promise<Outcome> {
  return withAccount(reference, async ({ engine, account, provider }) => {
    const removed = await engine.removeGrant({ account: account.id, grant });
    if (!removed.ok) return removed;
    print(`Removed the grant. ${balanceLine(removed.value, provider)}`);
    return { ok: true, value: exitCodes.done };
  });
}
