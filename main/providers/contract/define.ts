import type { Confidence } from '../../../shared/catalogue/entry.ts';
import { otherKindOf } from '../../../shared/catalogue/recognise.ts';
import {
  type CredentialField,
  fail,
  ok,
  type ProviderInfo,
  type ReadError,
  type Reading,
  type Result,
  readingSchema,
  type Unit,
} from '../../../shared/model/index.ts';
import { redactAll } from '../../../shared/redact.ts';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import { type AnswerSchema, fieldName } from './answer.ts';
import { type Ask, ask, malformed } from './ask.ts';
import { type Credential, secretsOf } from './credential.ts';
import { type Provider, type ReadContext, type ReadResult, readError } from './provider.ts';
import {
  complete,
  type PlanParts,
  planOf,
  type ReadingParts,
  type Refused,
  tellsNothing,
} from './reading.ts';
import type { ErrorRules } from './refusals.ts';
import type { Endpoint } from './request.ts';

/** What every provider describes. Optional parts have defaults. */
export interface Description<Field extends string> {
  /** Same as the file name; commands use it. */
  id: string;
  name: string;
  /** Other names that people search for, such as a former one. */
  alsoCalled?: readonly string[];
  /** Two letters. Default: derived from the name, and different in the whole catalogue. */
  mark?: string;
  /** The name of its folder, with spaces. */
  category: string;
  /** Default for `billing`: the page where keys are made. */
  links: { home: string; keys: string | null; billing?: string | null };
  /**
   * The page that documents the endpoint, the month you read it (`2026-11`), and how reliable it is. `confirmed` is the
   * month in which somebody saw it work against the live service; leave it out until then.
   */
  docs: { url: string; readOn: string; confidence: Confidence; confirmed?: string };
  credential: Credential<Field>;
  /** What the endpoint reports, in one sentence. */
  summary: string;
  /**
   * How often to poll. Default: `usualMs`, every 5 minutes; `automaticMs`, no more than once a minute by itself, whatever
   * interval the user chooses; `shortestMs`, no more than once a second by hand.
   */
  refresh?: Partial<ProviderInfo['refresh']>;
  /** Default: credits. */
  unit?: Unit;
  /** Below it, a balance without a limit is low, unless the user chooses otherwise. Default: balances have a limit. */
  floor?: number;
  /** `usage`: the answer reports what was used, not what is left. Default: `reported`. */
  balance?: 'reported' | 'usage';
  /** What one check costs. If it is more than 0, checks stay off until the user turns them on. Default: 0. */
  checkCost?: number;
  plans?: readonly PlanParts[];
  /** Months after which a top-up entered by hand expires. Default: it never does. */
  topupLifetimeMonths?: number;
  errors?: ErrorRules;
}

/** What `reading` gets besides the answer. */
export interface ReadingContext<Field extends string> {
  now: number;
  credential: Readonly<Partial<Record<Field, string>>>;
  stopped?: AbortSignal | undefined;
}

interface Single<Field extends string, Output> {
  request: Endpoint<Field>;
  response: AnswerSchema<Output>;
  reading(answer: Output, ctx: ReadingContext<Field>): ReadingParts | Refused;
}

type Asks<Field extends string, Outputs> = { readonly [Name in keyof Outputs]: Ask<Field, Outputs[Name]> };

interface Several<Field extends string, Outputs> {
  /** Sent one after the other, in this order. */
  requests: Asks<Field, Outputs>;
  reading(answers: Outputs, ctx: ReadingContext<Field>): ReadingParts | Refused;
}

interface ByHand<Field extends string, Outputs> {
  /** Addresses may have any `{name}`, not only the credential's fields. */
  requests: Asks<string, Outputs>;
  /** For requests that depend on each other in ways that nothing else can express. `values` fills the names in braces. */
  read(
    asks: {
      readonly [Name in keyof Outputs]: (
        values?: Readonly<Record<string, string>>,
      ) => Promise<Result<Outputs[Name], ReadError>>;
    },
    ctx: ReadingContext<Field>,
  ): Promise<Result<ReadingParts | Refused, ReadError>>;
}

interface WithoutEndpoint {
  /** Nothing is polled: the balance is the plan minus the use that the user logs. */
  ledger: NonNullable<ProviderInfo['ledger']>;
}

/** A provider with several requests. */
export function defineProvider<Field extends string, Outputs extends object>(
  provider: Description<Field> & Several<NoInfer<Field>, Outputs>,
): Provider;
export function defineProvider<Field extends string, Outputs extends object>(
  provider: Description<Field> & ByHand<NoInfer<Field>, Outputs>,
): Provider;
/** A provider without an endpoint. */
export function defineProvider(
  provider: Omit<Description<never>, 'credential' | 'balance' | 'errors'> & WithoutEndpoint,
): Provider;
/** An ordinary provider: one request, and a function that reads its answer. */
export function defineProvider<Field extends string, Output>(
  provider: Description<Field> & Single<NoInfer<Field>, Output>,
): Provider;
export function defineProvider(provider: Written): Provider {
  const { links, docs, errors = {}, unit = { kind: 'credits' } } = provider;
  const fields: readonly CredentialField[] = provider.credential?.fields ?? [];
  const steps = stepsOf(provider);
  const scope = provider.balance === 'usage' ? 'usage' : 'account';
  return {
    id: provider.id,
    name: provider.name,
    ...(provider.alsoCalled && { alsoCalled: [...provider.alsoCalled] }),
    mark: provider.mark ?? markOf(provider.name),
    category: provider.category,
    homepage: links.home,
    credentialPage: links.keys,
    billingPage: links.billing === undefined ? links.keys : links.billing,
    docs: { url: docs.url, readOn: docs.readOn },
    credentialFields: [...fields],
    hosts: [...new Set(steps.asks.flatMap(({ hosts }) => hosts))],
    refresh: refreshOf(provider.refresh),
    checkCost: provider.checkCost ?? 0,
    unit,
    ...(provider.floor !== undefined && { floor: provider.floor }),
    balance: 'ledger' in provider ? 'ledger' : (provider.balance ?? 'reported'),
    topupLifetimeMonths: provider.topupLifetimeMonths ?? null,
    tells: provider.summary,
    plans: (provider.plans ?? []).map((plan) => planOf(plan, { url: docs.url, readOn: docs.readOn })),
    ...('ledger' in provider && { ledger: provider.ledger }),
    evidence: {
      endpoints: [...new Set(steps.asks.flatMap(({ shown }) => shown))],
      confidence: docs.confidence,
      ...(docs.confirmed !== undefined && { confirmed: docs.confirmed }),
    },
    async read(ctx): Promise<ReadResult> {
      const secrets = secretsOf(fields, ctx.credential);
      const keepSecret = (value: string) => {
        if (value.length >= shortestToken) secrets.push(value);
      };
      const otherKind = fields
        .map((field) => otherKindOf(field, ctx.credential[field.id] ?? ''))
        .find(Boolean);
      if (otherKind) return fail(readError('limited-scope', `${provider.name}: ${otherKind}`));
      const notes: string[] = [];
      const asker: Asker = async (what, values = {}) => {
        const asking = { name: provider.name, now: ctx.now, errors, request: ctx.request, keepSecret };
        const answer = await what.run(asking, { ...ctx.credential, ...values });
        if (!answer.ok) return fail(answer.error.error);
        notes.push(...answer.value.notes);
        return ok(answer.value.value);
      };
      const read = await steps.run(asker, ctx);
      const result = read.ok
        ? finish(provider.name, read.value, (parts) =>
            complete(parts, { unit, scope, now: ctx.now, secrets, notes }),
          )
        : read;
      return redactAll(result, secrets);
    },
  };
}

/** What one endpoint hands to the next can be a token or an id. Short values are ids, which need no redaction. */
const shortestToken = 8;

type Context = Pick<ReadContext, 'now' | 'credential' | 'stopped'>;
type Given = ReadingParts | Refused;
type Asker = (
  what: Ask<string, unknown>,
  values?: Readonly<Record<string, string>>,
) => Promise<Result<unknown, ReadError>>;

/** The forms above without the types of their answers. */
type Written = Omit<Description<string>, 'credential'> & { credential?: Credential<string> } & (
    | {
        request: Endpoint<string>;
        response: AnswerSchema<unknown>;
        reading(answer: unknown, ctx: Context): Given;
      }
    | {
        requests: Readonly<Record<string, Ask<string, unknown>>>;
        reading(answers: object, ctx: Context): Given;
      }
    | {
        requests: Readonly<Record<string, Ask<string, unknown>>>;
        read(asks: object, ctx: Context): Promise<Result<Given, ReadError>>;
      }
    | WithoutEndpoint
  );

interface Steps {
  asks: readonly Pick<Ask<string, unknown>, 'hosts' | 'shown'>[];
  run(asker: Asker, ctx: Context): Promise<Result<Given, ReadError>>;
}

function stepsOf(provider: Written): Steps {
  if ('ledger' in provider) return { asks: [], run: async () => ok({ scope: 'none' }) };
  if ('request' in provider) {
    const only = ask(provider.request, provider.response);
    return {
      asks: [only],
      async run(asker, ctx) {
        const answer = await asker(only);
        return answer.ok ? ok(provider.reading(answer.value, ctx)) : answer;
      },
    };
  }
  const named = Object.entries(provider.requests);
  return {
    asks: named.map(([, one]) => one),
    async run(asker, ctx) {
      if ('read' in provider)
        return provider.read(
          Object.fromEntries(
            named.map(([name, one]) => [name, (values?: Record<string, string>) => asker(one, values)]),
          ),
          ctx,
        );
      const answers: Record<string, unknown> = {};
      for (const [name, one] of named) {
        const answer = await asker(one);
        if (!answer.ok) return answer;
        answers[name] = answer.value;
      }
      return ok(provider.reading(answers, ctx));
    },
  };
}

/** The reading, unless it was refused after all, or contains an invalid amount, instant or day. */
function finish(name: string, given: Given, whole: (parts: ReadingParts) => Reading): ReadResult {
  if ('refused' in given) return fail(refusal(name, given));
  const checked = readingSchema.safeParse(whole(given));
  if (!checked.success) {
    const part = fieldName(checked.error.issues[0]?.path ?? []);
    return fail(malformed(name, `“${part}” is out of range or has an unexpected format`));
  }
  if (tellsNothing(given, checked.data)) return fail(malformed(name, 'use is below zero'));
  return ok(checked.data);
}

function refusal(name: string, { refused, because }: Refused): ReadError {
  return readError(
    refused,
    because ? `${name}: ${because}` : `${name} reports no balance for this credential.`,
  );
}

/** Where a provider publishes no limit, a minute between automatic checks is polite. */
function refreshOf({
  usualMs = 5 * minuteMs,
  shortestMs = secondMs,
  automaticMs,
}: Partial<ProviderInfo['refresh']> = {}) {
  return { usualMs, automaticMs: automaticMs ?? Math.max(minuteMs, shortestMs), shortestMs };
}

/** Two letters: the capitals of the name, or else its first two letters. The catalogue has others where these are taken. */
export function markOf(name: string): string {
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  const letters = capitals.length > 1 ? capitals.join('') : name.replace(/[^\p{L}\p{N}]/gu, '');
  return letters.charAt(0).toUpperCase() + letters.charAt(1);
}
