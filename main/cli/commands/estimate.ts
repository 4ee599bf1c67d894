import type { Command } from 'commander';
import type {
  AccountState,
  CommandError,
  ProviderInfo,
  RateCard,
  Result,
} from '../../../shared/model/index.ts';
import type { Session } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import type { Run } from './run.ts';

interface Options {
  account?: string;
  provider?: string;
  operation?: string;
  count?: string;
  credits?: string;
  option?: string[];
  json?: boolean;
}

/** What a planned job costs, and whether the balance covers it. */
export function registerEstimate(program: Command, run: Run): void {
  program
    .command('estimate')
    .description('what a planned job costs, and whether the balance covers it')
    .option('--account <account>', 'the account that pays: id or label')
    .option('--provider <provider>', 'or a provider: the best of its accounts is looked for')
    .option('--operation <operation>', 'what is done, such as fetch')
    .option('--count <number>', 'how many times')
    .option('--credits <amount>', 'the price of one call, instead of an operation')
    .option('--option <name=value...>', 'how it is done, such as renderJs=no; may be repeated')
    .option('--json', 'as JSON, for scripts')
    .addHelpText(
      'after',
      `
With a provider or an account alone, its operations and options are listed. What is not known makes the answer a range.
The answer goes by the likely cost. Exit code 0: it can be done now. 1: too little is left, or a cap stops it. 4: not known.

Examples:
  fuelgauge estimate --provider scrapio
  fuelgauge estimate --provider scrapio --operation fetch --count 2000 --option renderJs=no
  fuelgauge estimate --account production --count 1,000 --credits 0.5`,
    )
    .action((options: Options) => run(() => estimate(options)));
}

async function estimate(options: Options): Promise<Outcome> {
  const { optional, parseAmount } = await import('../input/values.ts');
  const count = optional(options.count, parseAmount);
  if (!count.ok) return count;
  const credits = optional(options.credits, parseAmount);
  if (!credits.ok) return credits;
  const given = readOptions(options.option ?? []);
  if (!given.ok) return given;
  if (options.account !== undefined && options.provider !== undefined)
    return badInput('Give an account or a provider, not both.');
  if (options.operation !== undefined && options.credits !== undefined)
    return badInput('Give an operation or the price of one call, not both.');
  if (options.credits !== undefined && options.option !== undefined)
    return badInput('Options belong to an operation; the price of one call has none.');
  const namesJob = options.operation !== undefined || options.credits !== undefined;
  if (namesJob && count.value === undefined) return badInput('Say how many, such as --count 2000.');
  if (options.operation !== undefined && options.account === undefined && options.provider === undefined)
    return badInput('Say where: --account ACCOUNT or --provider PROVIDER.');
  if (!namesJob && (count.value !== undefined || options.option !== undefined))
    return badInput('Say what: --operation OPERATION, or --credits with the price of one call.');
  if (!namesJob && options.account === undefined && options.provider === undefined)
    return badInput('Nothing to estimate. `fuelgauge estimate --help` shows how.');

  const { withEngine } = await import('../compose.ts');
  return withEngine(async (session) => {
    const place = await findPlace(session, options);
    if (!place.ok) return place;
    const { account, provider, card } = place.value;
    const { pricesOf } = await import('../../../shared/estimate/index.ts');
    const { operationsText } = await import('../estimate.ts');
    const { print } = await import('../terminal.ts');
    if (provider !== null && !namesJob) {
      if (!card)
        return badInput(
          `The prices of ${provider.name} are not known. Give the price of one call: --count NUMBER --credits AMOUNT.`,
        );
      const generations = account
        ? [pricesOf(card, account)].filter((one) => one !== null)
        : card.generations;
      print(
        options.json
          ? JSON.stringify({ schemaVersion: 1, provider: provider.id, generations }, null, 2)
          : generations
              .map((one) => `${provider.name}, prices ${one.label}\n${operationsText(card, one)}`)
              .join('\n\n'),
      );
      return { ok: true, value: exitCodes.done };
    }
    return answer(session, place.value, {
      operation: options.operation ?? null,
      credits: credits.value ?? 0,
      count: count.value ?? 0,
      options: given.value,
      json: options.json === true,
    });
  });
}

interface Place {
  /** The account that was named. */
  account: AccountState | null;
  provider: ProviderInfo | null;
  /** Null where the provider's prices are not known. */
  card: RateCard | null;
}

interface Wanted {
  /** Null: calls at `credits` each. */
  operation: string | null;
  credits: number;
  count: number;
  options: Record<string, string>;
  json: boolean;
}

async function answer(
  session: Session,
  { account, provider, card }: Place,
  wanted: Wanted,
): Promise<Outcome> {
  const { chooseAccount, estimateCost, newestPrices, pricesOf } = await import(
    '../../../shared/estimate/index.ts'
  );
  const { estimateJson, estimateText } = await import('../estimate.ts');
  const { bringUpToDate } = await import('../refresh.ts');
  const { plain } = await import('../text/table.ts');
  const { print } = await import('../terminal.ts');

  const ofProvider = session.engine.state().accounts.filter((one) => one.provider === provider?.id);
  const generation = account === null ? newestPrices(card, ofProvider) : pricesOf(card, account);
  const unit = account?.pools[0]?.unit ?? provider?.unit ?? { kind: 'credits' as const };
  const { operation, count, credits, options } = wanted;
  const cost = estimateCost(
    card,
    operation === null
      ? { kind: 'calls', count, credits, unit }
      : { kind: 'operation', operation, count, options, generation: generation?.id ?? null },
  );
  if (!cost.ok) return badInput(plain(cost.error.message));

  // Accounts on other prices would pay another amount: they take no part in the choice.
  const candidates = ofProvider.filter((one) => pricesOf(card, one)?.id === generation?.id);
  const current: AccountState[] = [];
  for (const { id } of candidates) {
    const found = await bringUpToDate(session, id, Date.now());
    if (found) current.push(found);
  }
  const now = Date.now();
  const order = chooseAccount(current, cost.value, now);
  const chosen = (account ? order.find((one) => one.account.id === account.id) : order[0]) ?? null;
  const estimate = {
    cost: cost.value,
    chosen,
    order,
    source: generation?.operations.find(({ id }) => id === operation)?.source ?? null,
    generation: (card?.generations.length ?? 0) > 1 ? generation : null,
  };
  if (wanted.json) {
    const job = { provider: provider?.id ?? null, operation, options };
    print(JSON.stringify(estimateJson(estimate, job, now), null, 2));
  } else {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const text = estimateText(estimate, now, zone);
    print(text.split('\n').map(plain).join('\n'));
    if (chosen === null) print('There is no account to pay from.');
  }
  const codes = { yes: exitCodes.done, no: exitCodes.no, unknown: exitCodes.unknown };
  return { ok: true, value: codes[chosen?.can ?? 'unknown'] };
}

async function findPlace(
  { engine, settings }: Session,
  { account: reference, provider: wanted }: Options,
): Promise<Result<Place, CommandError>> {
  const { providers } = await import('../../providers/index.ts');
  const { loadRateCard } = await import('../../providers/rates/index.ts');
  if (reference !== undefined) {
    const { findAccount } = await import('../../engine/store/accounts.ts');
    const found = findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    const account = engine.state().accounts.find(({ id }) => id === found.value.id) ?? null;
    const provider = providers.find(({ id }) => id === found.value.provider) ?? null;
    return { ok: true, value: { account, provider, card: await loadRateCard(found.value.provider) } };
  }
  if (wanted === undefined) return { ok: true, value: { account: null, provider: null, card: null } };
  const { shown } = await import('../input/values.ts');
  const name = wanted.trim().toLowerCase();
  const provider = providers.find(({ id, name: full }) => id === name || full.toLowerCase() === name);
  return provider
    ? { ok: true, value: { account: null, provider, card: await loadRateCard(provider.id) } }
    : badInput(`There is no provider ‘${shown(wanted)}’. \`fuelgauge providers\` lists them.`);
}

/** `name=value` pairs; the last of a name counts. */
function readOptions(written: readonly string[]): Result<Record<string, string>, CommandError> {
  const options: Record<string, string> = {};
  for (const pair of written) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)=(.+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined)
      return badInput('An option is written name=value, such as --option renderJs=no.');
    options[name] = value;
  }
  return { ok: true, value: options };
}
