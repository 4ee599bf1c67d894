import type { CredentialField, ReadError } from '../model/index.ts';
import { redact } from '../redact.ts';
import { scrubBody, scrubText } from './scrub.ts';

// A report for an issue: one exchange with a provider, without anything of the account.

/** A request, and what came back. */
export interface Exchange {
  request: {
    method: string;
    host: string;
    path: string;
    query?: Readonly<Record<string, string>> | undefined;
  };
  answer: { status: number; headers: Readonly<Record<string, string>>; body: string } | ReadError;
}

/** What a report is made of. */
export interface Recording {
  provider: {
    id: string;
    name: string;
    /** `*` stands for a label of a host. */
    hosts: readonly string[];
    /** `GET api.example.com/v1/accounts/{sid}`. */
    endpoints: readonly string[];
    credentialFields: readonly CredentialField[];
  };
  /** Field id → value. Nothing of it gets into the report. */
  credential: Readonly<Record<string, string>>;
  /** Fuelgauge's. */
  version: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Null: the answer could be read. */
  error: ReadError | null;
  /** Of the reading: what of the answer was left out. */
  notes: readonly string[];
  exchanges: readonly Exchange[];
}

/** The report as Markdown. */
export function reportText(recording: Recording): string {
  const { provider, version, day, error, notes, exchanges } = recording;
  const lines = [
    `# ${provider.name} (${provider.id}): one check, scrubbed`,
    '',
    `Fuelgauge ${version}, ${day}. Every text and number of the answer was replaced; its structure and types are as they were.`,
    '',
    `Outcome: ${error === null ? 'read' : outcomeOf(error)}`,
    ...notes.filter((note) => isAboutFormat(note)).map((note) => `- ${note}`),
    ...exchanges.flatMap((exchange, index) => ['', ...exchangeLines(exchange, index + 1, recording)]),
  ];
  if (exchanges.length === 0) lines.push('', 'Nothing was sent.');
  return `${redact(lines.join('\n'), unwelcome(recording))}\n`;
}

/** Our own sentences about the format of an answer name fields and no values. Other messages may repeat the provider's words. */
const outcomeOf = ({ kind, message }: ReadError): string =>
  kind === 'malformed' ? `${kind}. ${message}` : kind;
const isAboutFormat = (note: string) =>
  /^(The field “|An entry of “|\d+ entries of “|Only the first )/.test(note);

/** Values that must not appear: all that are secret, and the others if they are long enough to be no ordinary word. */
const unwelcome = ({ provider, credential }: Recording): string[] =>
  provider.credentialFields.flatMap(({ id, secret }) => {
    const value = credential[id] ?? '';
    return value !== '' && (secret || value.length > 5) ? [value] : [];
  });

function exchangeLines({ request, answer }: Exchange, number: number, recording: Recording): string[] {
  const head = `${number}. \`${request.method} ${addressOf(request, recording)}\``;
  if (!('status' in answer)) return [head, `   No answer: ${answer.kind}`];
  const { kind, length, text } = scrubBody(answer.body);
  const names = Object.keys(answer.headers).filter((name) => /^[a-z][a-z0-9-]{0,49}$/.test(name));
  return [
    head,
    `   Status ${answer.status}. Headers: ${names.sort().join(', ') || 'none'}`,
    `   Body: ${kind}, ${length} characters`,
    ...(text === '' ? [] : ['', kind === 'JSON' ? '```json' : '```', text, '```']),
  ];
}

/** The address with the names of fields for their values, and nothing else that the provider's own description does not name. */
function addressOf({ host, path, query = {} }: Exchange['request'], recording: Recording): string {
  const { provider, credential } = recording;
  const known = new Set(provider.endpoints.flatMap(segmentsOf));
  const fieldIn = (text: string) =>
    Object.entries(credential).find(([, value]) => value !== '' && text.includes(value))?.[0];
  const segments = path.split('/').map((segment) => {
    const field = fieldIn(decoded(segment));
    if (field !== undefined) return `{${field}}`;
    return segment === '' || known.has(segment) ? segment : '{…}';
  });
  const parameters = Object.entries(query).map(([name, value]) => {
    const field = fieldIn(value);
    return `${name}=${field === undefined ? scrubText(value) : `{${field}}`}`;
  });
  const search = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  return `https://${hostOf(host, provider.hosts)}${segments.join('/')}${search}`;
}

function segmentsOf(endpoint: string): string[] {
  const [address = ''] = endpoint.replace(/^[A-Z]+ /, '').split('?');
  return address.split('/').slice(1);
}

/** One of the provider's own hosts; of one that the user chose, only that. */
const hostOf = (host: string, hosts: readonly string[]): string =>
  hosts.find((own) => own === host || (own.startsWith('*.') && host.endsWith(own.slice(1)))) ?? '{address}';

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
