import {
  type AccountChoice,
  type Cost,
  capSentence,
  cheaperSentence,
  costSentence,
  coverSentence,
  drawsSentence,
  estimateCost,
  jobMoney,
  missingSentence,
  moneySentence,
  packageSentence,
  rangeWords,
  spreadSentence,
} from '../../../shared/estimate/index.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { EstimateJson } from '../../../shared/json/estimate.ts';
import type { Generation, Operation, RateCard, RateOption } from '../../../shared/model/index.ts';
import { roundMoney } from '../../../shared/money/index.ts';
import { monthWords } from '../../../shared/time/index.ts';
import { layout, type Row } from './table.ts';

/** The cost of a job, and what it means for the accounts that could pay, best first. */
export interface Estimate {
  cost: Cost;
  /** The account that was named, or else the best one; null: there is none. */
  chosen: AccountChoice | null;
  order: AccountChoice[];
  /** Where the prices come from; null if you gave the price. */
  source: Operation['source'] | null;
  /** The price list that applies; null if the provider has only one. */
  generation: Generation | null;
}

export function estimateText(
  { cost, chosen, order, source, generation }: Estimate,
  now: number,
  timeZone: string,
): string {
  const isCustom = source === null;
  const missing = missingSentence(cost);
  const best = order[0];
  const lines: (string | null)[] = [
    missing === null ? costSentence(cost) : `${costSentence(cost)} ${missing}`,
    ...(chosen === null
      ? []
      : [
          coverSentence(cost, chosen.account, chosen.plan),
          capSentence(chosen.plan, cost.unit, timeZone),
          spreadSentence(chosen.plan, now, timeZone),
          drawsSentence(chosen.plan, cost.unit, { now, zone: timeZone }),
          moneySentence(chosen.account, chosen.plan, cost.unit),
          isCustom ? packageSentence(chosen.account, cost.unit) : null,
        ]),
    chosen !== null && best !== undefined && best !== chosen && best.can === 'yes'
      ? `Use “${best.account.label}” first: ${best.reason}`
      : chosen !== null && order.length > 1 && best === chosen && chosen.can === 'yes'
        ? `Of your ${order.length} accounts, use this one first: ${chosen.reason}`
        : null,
    ...cost.cheaper.map((way) => cheaperSentence(way, cost.unit)),
    ...cost.notes,
    source === null ? null : sourceLine(source, generation),
  ];
  return lines.filter((line) => line !== null).join('\n');
}

function sourceLine({ url, readOn }: Operation['source'], generation: Generation | null): string {
  return `Prices${generation === null ? '' : ` ${generation.label}`}, read in ${monthWords(readOn)}: ${url}`;
}

/** The documented shape of `fuelgauge estimate --json`. */
export function estimateJson(
  { cost, chosen, order, source, generation }: Estimate,
  job: { provider: string | null; operation: string | null; options: Record<string, string> },
  now: number,
): EstimateJson {
  const instant = (at: number | null) => (at === null ? null : isoInstant(at));
  const { least, likely, most, unit, lines, notes } = cost;
  return {
    schemaVersion: 1,
    at: isoInstant(now),
    job: { ...job, count: cost.count, unit: cost.counted, prices: generation?.id ?? null, source },
    cost: {
      least,
      likely,
      most,
      unit,
      lines,
      cheaper: cost.cheaper.map(({ advice, saves, upTo }) => ({ advice, saves, upTo })),
      notes,
    },
    account: chosen && {
      id: chosen.account.id,
      provider: chosen.account.provider,
      label: chosen.account.label,
      canRun: chosen.can,
      covered: chosen.plan.covered,
      why: chosen.plan.why,
      remaining: chosen.plan.left,
      /** What the drawn credits cost; null: unknown, or the unit is money. */
      money: roundedMoney(chosen, cost),
      short: chosen.plan.short,
      shortAtMost: chosen.plan.shortAtMost,
      draws: chosen.plan.draws.map(({ grant, amount }) => ({
        grant: grant && { id: grant.id, kind: grant.kind, expiresAt: instant(grant.expiresAt) },
        amount,
      })),
      cap: chosen.plan.cap && { ...chosen.plan.cap, resetsAt: instant(chosen.plan.cap.resetsAt) },
      doneAt: instant(chosen.plan.doneAt),
      days: chosen.plan.days,
    },
    useFirst: order.map(({ account, can, reason }) => ({
      id: account.id,
      label: account.label,
      canRun: can,
      reason,
    })),
  };
}

function roundedMoney({ account, plan }: AccountChoice, { unit }: Cost) {
  const money = jobMoney(account, plan, unit);
  return money && roundMoney(money);
}

/** The operations, with their options and what each costs by default. */
export function operationsText(card: RateCard, generation: Generation): string {
  const rows = generation.operations.map(
    (operation): Row => ({
      cells: [
        operation.id,
        operation.name,
        priceWords(card, generation, operation),
        operation.options.map(optionWords).join('  '),
      ],
    }),
  );
  return layout([{ cells: ['OPERATION', 'WHAT', 'COSTS', 'OPTIONS'] }, ...rows]);
}

/** `renderJs=no|yes`, `results=NUMBER`; the default choice comes first. */
export function optionWords(option: RateOption): string {
  if (option.kind === 'number') return `${option.id}=NUMBER`;
  const ids = option.choices.map(({ id }) => id);
  const usual = ids.filter((id) => id === option.usual);
  return `${option.id}=${[...usual, ...ids.filter((id) => id !== option.usual)].join('|')}`;
}

/** `1 to 5 credits per page, likely 3`. */
function priceWords(card: RateCard, generation: Generation, { id, unit }: Operation): string {
  const job = { kind: 'operation', operation: id, generation: generation.id, count: 1, options: {} } as const;
  const cost = estimateCost(card, job);
  if (!cost.ok) return '';
  const [range = '', ...likely] = rangeWords(cost.value).split(', ');
  return [`${range} per ${unit}`, ...likely].join(', ');
}
