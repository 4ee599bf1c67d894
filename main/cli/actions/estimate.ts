import { chooseAccount, estimateCost, newestPrices, pricesOf } from '../../../shared/estimate/index.ts';
import type { OperationsJson } from '../../../shared/json/estimate.ts';
import {
  type AccountState,
  type CommandError,
  ok,
  type ProviderInfo,
  type RateCard,
  type Result,
} from '../../../shared/model/index.ts';
import { systemZone } from '../../../shared/time/index.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { loadRateCard } from '../../providers/rates/index.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { type EstimateOptions, type Job, readJob } from '../input/estimate.ts';
import { shown } from '../input/values.ts';
import { bringUpToDate } from '../refresh.ts';
import { print, printJson } from '../terminal.ts';
import { type Estimate, estimateJson, estimateText, operationsText } from '../text/estimate.ts';
import { plain } from '../text/table.ts';

/** The account or provider a job would run at. */
export interface EstimateTarget {
  /** The account that was named. */
  account: AccountState | null;
  provider: ProviderInfo | null;
  /** Null if the provider's prices are not known. */
  card: RateCard | null;
}

/** Prints what a job costs and whether the balance covers it. Without a job, lists the operations. */
export async function estimateJob(options: EstimateOptions): Promise<Outcome> {
  const job = readJob(options);
  if (!job.ok) return job;
  return withEngine(async (session) => {
    const target = await findTarget(session, options);
    if (!target.ok) return target;
    const isJson = options.json === true;
    return job.value === null
      ? listOperations(target.value, isJson)
      : answer(session, target.value, job.value, isJson);
  });
}

function listOperations({ account, provider, card }: EstimateTarget, isJson: boolean): Outcome {
  if (!provider || !card)
    return badInput(
      `Fuelgauge does not know the prices of ${provider?.name ?? 'this account’s provider'}. Give the price of one call: --count NUMBER --credits AMOUNT.`,
    );
  const generations = account ? [pricesOf(card, account)].filter((one) => one !== null) : card.generations;
  if (isJson) printJson<OperationsJson>({ schemaVersion: 1, provider: provider.id, generations });
  else
    print(
      generations
        .map((one) => `${provider.name}, prices ${one.label}\n${operationsText(card, one)}`)
        .join('\n\n'),
    );
  return { ok: true, value: exitCodes.done };
}

async function answer(session: Session, target: EstimateTarget, job: Job, isJson: boolean): Promise<Outcome> {
  const made = await makeEstimate(session, target, job, async ({ id }) => {
    const { account } = await bringUpToDate(session, id, Date.now());
    return account;
  });
  if (!made.ok) return made;
  const estimate = made.value;
  const { chosen } = estimate;
  const now = Date.now();
  if (isJson) {
    const { operation, options } = job;
    const asked = { provider: target.provider?.id ?? null, operation, options };
    printJson(estimateJson(estimate, asked, now));
  } else {
    const zone = systemZone();
    print(estimateText(estimate, now, zone).split('\n').map(plain).join('\n'));
    if (chosen === null) print('You have no account that could run this.');
  }
  const codes = { yes: exitCodes.done, no: exitCodes.no, unknown: exitCodes.unknown };
  return { ok: true, value: codes[chosen?.can ?? 'unknown'] };
}

/** Prices a job, and says which account could pay. `current`: the state of an account to judge by; undefined: it is gone. */
export async function makeEstimate(
  { engine }: Pick<Session, 'engine'>,
  { account, provider, card }: EstimateTarget,
  { operation, count, credits, options }: Job,
  current: (account: AccountState) => Promise<AccountState | undefined>,
): Promise<Result<Estimate, CommandError>> {
  const ofProvider = engine.state().accounts.filter((one) => one.provider === provider?.id);
  const generation = account === null ? newestPrices(card, ofProvider) : pricesOf(card, account);
  const unit = account?.pools[0]?.unit ?? provider?.unit ?? { kind: 'credits' as const };
  const cost = estimateCost(
    card,
    operation === null
      ? { kind: 'calls', count, credits, unit }
      : { kind: 'operation', operation, count, options, generation: generation?.id ?? null },
  );
  if (!cost.ok) return badInput(plain(cost.error.message));

  // Accounts on other prices would pay a different amount, so they are not compared.
  const candidates = ofProvider.filter((one) => pricesOf(card, one)?.id === generation?.id);
  const judged: AccountState[] = [];
  for (const candidate of candidates) {
    const found = await current(candidate);
    if (found) judged.push(found);
  }
  const order = chooseAccount(judged, cost.value, { now: Date.now(), zone: systemZone() });
  const chosen = (account ? order.find((one) => one.account.id === account.id) : order[0]) ?? null;
  return ok({
    cost: cost.value,
    chosen,
    order,
    source: generation?.operations.find(({ id }) => id === operation)?.source ?? null,
    generation: (card?.generations.length ?? 0) > 1 ? generation : null,
  });
}

export async function findTarget(
  { engine, settings }: Session,
  { account: reference, provider: wanted }: Pick<EstimateOptions, 'account' | 'provider'>,
): Promise<Result<EstimateTarget, CommandError>> {
  if (reference !== undefined) {
    const found = findAccount(settings.get().accounts, reference);
    if (!found.ok) return found;
    const account = engine.state().accounts.find(({ id }) => id === found.value.id) ?? null;
    const provider = engine.providers.get(found.value.provider) ?? null;
    return { ok: true, value: { account, provider, card: await loadRateCard(found.value.provider) } };
  }
  if (wanted === undefined) return { ok: true, value: { account: null, provider: null, card: null } };
  const name = wanted.trim().toLowerCase();
  const provider = [...engine.providers.values()].find(
    ({ id, name: full }) => id === name || full.toLowerCase() === name,
  );
  return provider
    ? { ok: true, value: { account: null, provider, card: await loadRateCard(provider.id) } }
    : badInput(`Unknown provider ‘${shown(wanted)}’. \`fuelgauge providers\` lists them all.`);
}
