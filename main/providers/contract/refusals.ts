import { afterSeconds, rateLimitReset, retryAfter } from '../../../shared/http.ts';
import type { ReadError, ReadErrorKind } from '../../../shared/model/index.ts';
import { numeric } from './parts.ts';
import { readError } from './provider.ts';
import { type Body, isBody, isWebPage, type Received } from './received.ts';
import { plainText } from './text.ts';

// What an error answer means. The provider's own error code decides first, then the status, and then, if a status can mean
// several things, the words of the message.

/** An error kind, optionally with a reason in words (it follows the provider's name or a colon) and how long to wait. */
export type Verdict = ReadErrorKind | { kind: ReadErrorKind; because?: string; waitSeconds?: number };

/**
 * How a provider differs from the default rules. Fields are paths: `error.code`.
 * Defaults: 401 is bad-credential, 402 exhausted, 403 depends on the message and is otherwise limited-scope, 429 is
 * rate-limited unless the message says that credits are used up, 408, 5xx and a 403 that is a web page are unavailable, anything
 * else is refused.
 */
export interface ErrorRules {
  /** The field with the message. Default: error, message, detail, errors[0] and the like, or the plain-text body. */
  message?: string;
  /**
   * The field with the provider's error code, or a function that finds it (empty: there is none); and what each code means,
   * whatever the status. `ERROR_KEY_*` matches a prefix.
   */
  code?: string | ((body: Body, text: string) => string);
  codes?: Readonly<Record<string, Verdict>>;
  /** What a status means for this provider, whatever the message; a web page comes from somebody else. */
  status?: Readonly<Record<number, Verdict>>;
  /** What an error means by its words, whatever the status, if its code does not decide. The first that fits counts. */
  words?: readonly (readonly [RegExp, Verdict])[];
  /** Statuses besides 2xx that bring the answer. */
  answers?: readonly number[];
  /** True for the body of an error that comes with a 2xx status. Its message then decides the kind. */
  in200?(body: Body): boolean;
  /** The kind of an error whose message decides nothing. Default: limited-scope for 403, otherwise refused. */
  otherwise?: ReadErrorKind;
  /** The field with the seconds to wait, if no header has them. */
  waitSeconds?: string;
}

/** The error in an answer; null: it is not an error. */
export function refusalOf(
  name: string,
  response: Received,
  rules: ErrorRules,
  now: number,
): ReadError | null {
  const refusal = judge(response, rules);
  if (refusal === null) return null;
  const { kind, because, quoted = '', waitSeconds } = refusal;
  const waits = kind === 'rate-limited' || kind === 'unavailable';
  const retryAt = waits ? waitUntil(response, rules, now, waitSeconds) : null;
  return readError(kind, `${sentence(name, kind, because)}${quoted}`, retryAt);
}

/**
 * The error in an answer with a 2xx status that does not have what was asked for, for providers whose wrong keys and used-up
 * credits come as a success. Null unless it says clearly which: then the answer is malformed.
 */
export function disguisedRefusalOf(
  name: string,
  response: Received,
  rules: ErrorRules,
  now: number,
): ReadError | null {
  const told = disguised(response);
  if (told === null) return null;
  const { kind, quoted = '' } = told;
  const retryAt = kind === 'rate-limited' || kind === 'unavailable' ? waitUntil(response, rules, now) : null;
  return readError(kind, `${sentence(name, kind, undefined)}${quoted}`, retryAt);
}

function disguised(response: Received): Pick<Refusal, 'kind' | 'quoted'> | null {
  if (isWebPage(response)) return null;
  // JSON that is cut off says nothing: its words may be the names of fields.
  if (response.json === null && /^\s*[[{]/.test(response.body)) return null;
  const said = response.json === null ? [response.body] : errorWordsOf(response.json);
  const short = said.map((text) => text.slice(0, longestWords));
  for (const [kind, pattern] of clearWords) {
    const words = short.find((text) => pattern.test(text));
    if (words !== undefined) return { kind, quoted: kind === 'bad-credential' ? '' : quote(words) };
  }
  const status = statusIn(response.json);
  return status === null ? null : { kind: status };
}

/** What an error's words say without doubt; null: nothing. */
export const kindOfWords = (words: string): ReadErrorKind | null =>
  clearWords.find(([, pattern]) => pattern.test(words.slice(0, longestWords)))?.[0] ?? null;

/** What leaves no doubt. The first that is found decides, so that “invalid key: no credits” is about the key. */
const clearWords: readonly (readonly [ReadErrorKind, RegExp])[] = [
  [
    'bad-credential',
    /\b(invalid|wrong|unknown|revoked|incorrect|expired|missing|bad|not (a )?valid|unauthori[sz]ed|no such|unrecogni[sz]ed|disabled|deactivated)\b[^.]{0,24}\b((api|access|auth|secret|client)?[ _-]?(key|token)|credentials?)\b|\b((api|access|auth|secret|client)?[ _-]?(key|token)|credentials?)\b[^.]{0,24}\b(invalid|wrong|unknown|revoked|incorrect|expired|missing|required|not (valid|found|recogni[sz]ed|exist|authori[sz]ed)|doesn.?t exist|disabled|deactivated)\b|\bunauthori[sz]ed\b|\b(un|not )authenticated\b|\bauthentication\b|\bauth(entication|ori[sz]ation)?[ _-]?(failed|failure|error|required)|invalid_?(api)?_?(key|token)/i,
  ],
  [
    'exhausted',
    /\b(insufficient|not enough|no|out of|ran out of|run out of)\b.{0,16}\b(credits?|funds|balance|quota)\b|\b(credits?|quota|balance|funds)\b.{0,24}\b(exhausted|used up|depleted|exceeded|ran out|insufficient)\b|insufficient_?(funds|quota|credits|balance)|\bexceeded (your|the) (current |monthly |daily )?(quota|credits?)\b|payment required/i,
  ],
  ['rate-limited', /\brate.?limit|too many requests|\bthrottl/i],
  [
    'limited-scope',
    /\b(permission|scope)s?\b.{0,24}\b(denied|missing|required|insufficient)\b|\b(insufficient|missing|no|lacks?)\b.{0,24}\b(permission|scope|privilege)s?\b/i,
  ],
  [
    'unavailable',
    /\b(under )?maintenance\b|(temporarily|service|currently) unavailable|internal (server )?error|try again later/i,
  ],
];

const errorKey =
  /^(err|error|errors|error_?(message|msg|text|type|code|description)|err_?(msg|code)|exception|fault|message|msg|reason|detail|details|description|title|status|status_?(message|text)|type|code|result|response|data|meta|body)$/i;
const statusKey = /^(code|status|status_?code|http_?(status|code)|error_?(code|status)|err_?(code|no))$/i;
const kindOfStatus = new Map<number, ReadErrorKind>([
  [401, 'bad-credential'],
  [402, 'exhausted'],
  [403, 'limited-scope'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
]);

/** The members of an answer that could tell of an error, down to three levels. */
function errorMembers(value: unknown, key: string, depth = 0): [key: string, value: unknown][] {
  if (Array.isArray(value)) return value.slice(0, 3).flatMap((entry) => errorMembers(entry, key, depth + 1));
  if (!isBody(value)) return [[key, value]];
  if (depth > 3) return [];
  const named = Object.keys(value).filter((own) => errorKey.test(own) || statusKey.test(own));
  return named.slice(0, 20).flatMap((own) => errorMembers(value[own], own, depth + 1));
}

const errorWordsOf = (json: unknown): string[] =>
  errorMembers(json, '').flatMap(([, value]) => (typeof value === 'string' ? [value] : []));

function statusIn(json: unknown): ReadErrorKind | null {
  for (const [key, value] of errorMembers(json, ''))
    if (statusKey.test(key)) {
      const kind = kindOfStatus.get(Number(value));
      if (kind !== undefined) return kind;
    }
  return null;
}

interface Refusal {
  kind: ReadErrorKind;
  because?: string | undefined;
  waitSeconds?: number | undefined;
  quoted?: string;
}

function judge(response: Received, rules: ErrorRules): Refusal | null {
  const { status } = response;
  const body = bodyOf(response);
  const code = codeIn(response, body, rules);
  const succeeded = (status >= 200 && status < 300) || (rules.answers?.includes(status) ?? false);
  const isError = !succeeded || (rules.in200?.(body) ?? false);
  const own =
    verdictOf(code, rules.codes ?? {}) ??
    (isError ? verdictOfWords(response, body, rules) : undefined) ??
    (isWebPage(response) ? undefined : rules.status?.[status]);
  if (typeof own === 'string') return { kind: own, because: own === 'refused' ? codeWord(code) : undefined };
  if (own !== undefined) return own;

  if (!isError) return null;
  if (status === 401) return { kind: 'bad-credential' };
  if (status === 402) return { kind: 'exhausted' };
  if (status === 408 || status >= 500) return { kind: 'unavailable', because: `answered ${status}` };

  // A firewall's page: the provider did not see the key.
  if (status === 403 && isWebPage(response))
    return { kind: 'unavailable', because: 'a firewall in front of it answered 403' };

  const words = isWebPage(response) ? '' : wordsOf(response, body, rules) || code.replaceAll('_', ' ');
  const blamed = blames(words);
  if (status === 429)
    return speaksOfUsedUp(words) ? { kind: 'exhausted', quoted: quote(words) } : { kind: 'rate-limited' };
  const byWords = succeeded || status === 403 || (rules.in200?.(body) ?? false);
  if (byWords || (blamed === 'credential' && [400, 422].includes(status))) {
    if (blamed === 'credential') return { kind: 'bad-credential' };
    if (blamed === 'credits') return { kind: 'exhausted', quoted: quote(words) };
    if (blamed === 'scope') return { kind: 'limited-scope', quoted: quote(words) };
    const kind = rules.otherwise ?? (status === 403 ? 'limited-scope' : 'refused');
    return { kind, because: codeWord(code), quoted: kind === 'bad-credential' ? '' : quote(words) };
  }
  return { kind: 'refused', because: codeWord(code) ?? String(status) };
}

function sentence(name: string, kind: ReadErrorKind, because: string | undefined): string {
  switch (kind) {
    case 'bad-credential':
      return `${name} says the key is invalid${because ? `: ${because}` : ''}.`;
    case 'exhausted':
      return because
        ? `${name} stopped serving this account: ${because}.`
        : `${name} says the credits are used up.`;
    case 'rate-limited':
      return because ? `${name} ${because}.` : `${name} asks you to wait before the next request.`;
    case 'unavailable':
      return `${name} is unavailable right now (${because ?? 'it says so itself'}).`;
    case 'limited-scope':
      return `${name} does not let this key read the balance${because ? `: ${because}` : ''}.`;
    default:
      return because ? `${name} answered ${because}.` : `${name} refused the request.`;
  }
}

/** From Retry-After, or else the body, the error code's known wait, or the RateLimit headers. */
function waitUntil(response: Received, rules: ErrorRules, now: number, known?: number): number | null {
  const fromBody = numeric.safeParse(rules.waitSeconds && valueAt(bodyOf(response), rules.waitSeconds));
  const seconds = fromBody.success ? fromBody.data : known;
  const limits = () => (response.status === 429 ? rateLimitReset(response.headers, now) : null);
  return retryAfter(response.headers, now) ?? (seconds === undefined ? limits() : afterSeconds(seconds, now));
}

function codeIn(response: Received, body: Body, { code = '' }: ErrorRules): string {
  return typeof code === 'string' ? scalarAt(body, code) : code(body, response.body.slice(0, longestWords));
}

function verdictOf(code: string, codes: Readonly<Record<string, Verdict>>): Verdict | undefined {
  if (code === '') return undefined;
  if (Object.hasOwn(codes, code)) return codes[code];
  const families = Object.entries(codes).filter(([known]) => known.endsWith('*'));
  return families.find(([known]) => code.startsWith(known.slice(0, -1)))?.[1];
}

function verdictOfWords(response: Received, body: Body, rules: ErrorRules): Verdict | undefined {
  if (rules.words === undefined || isWebPage(response)) return undefined;
  const words = wordsOf(response, body, rules);
  return rules.words.find(([pattern]) => pattern.test(words))?.[1];
}

/** Repeats a code in our message only if it looks like one. */
const codeWord = (code: string) => (/^[A-Za-z][\w.-]{1,59}$/.test(code) ? code : undefined);

const keyIsWrong =
  /\b(invalid|wrong|unknown|revoked|incorrect)\b.{0,24}\b(key|token)\b|\b(key|token)\b.{0,24}\b(invalid|wrong|unknown|revoked|not valid)\b/i;
const isAboutScope =
  /permission|\bscopes?\b|privilege|not (allowed|permitted|enabled|authori[sz]ed (to|for))|access denied|allow.?list|whitelist/i;
const creditsAreGone = /credits?\b|exhaust|limit|cost|balance|quota/i;
const isAboutKey = /invalid|token|key|unauthori[sz]ed/i;

/** What a message blames, for a status that can mean a bad key, missing permissions or used-up credits. */
function blames(words: string): 'credential' | 'scope' | 'credits' | null {
  if (keyIsWrong.test(words)) return 'credential';
  if (isAboutScope.test(words)) return 'scope';
  if (creditsAreGone.test(words)) return 'credits';
  return isAboutKey.test(words) ? 'credential' : null;
}

/** A 429 always mentions limits and quotas, so this looks for more. */
const usedUp =
  /\b(insufficient|not enough|no|out of)\b.{0,16}\b(credits?|funds|balance)\b|\b(credits?|quota|balance)\b.{0,24}\b(exhausted|used up|depleted|exceeded|ran out)\b|insufficient_(funds|quota|credits|balance)/i;
const speaksOfUsedUp = (words: string) => usedUp.test(words);

/** The provider's message as a second sentence (` It says: “…”`), unless it is long. */
function quote(words: string): string {
  const text = plainText(words, 400);
  return text === '' || text.length > 200 ? '' : ` It says: “${text}”`;
}

/** What comes after this says nothing new about an error, and looking for words in it would take long. */
const longestWords = 2000;

const usualPlaces = [
  'error.message',
  'error',
  'message',
  'detail.error',
  'detail.message',
  'detail',
  'errors.0.message',
  'errors.0',
  'error_description',
  'errmsg',
  'msg',
  'reason',
];

function wordsOf(response: Received, body: Body, { message }: ErrorRules): string {
  for (const place of message === undefined ? usualPlaces : [message]) {
    const value = valueAt(body, place);
    if (typeof value === 'string' && value !== '') return value.slice(0, longestWords);
  }
  if (typeof response.json === 'string') return response.json.slice(0, longestWords);
  return response.json === null ? response.body.slice(0, longestWords) : '';
}

/** Empty if the answer is no JSON object. */
const bodyOf = ({ json }: Received): Body => (isBody(json) ? json : {});

function scalarAt(body: Body, path: string): string {
  const value = valueAt(body, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function valueAt(body: Body, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, key)
          ? Reflect.get(part, key)
          : undefined,
      body,
    );
}
