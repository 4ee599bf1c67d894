import { z } from 'zod';
import { instantSchema } from './unit.ts';

/** Why a provider gave no reading. A closed union: each kind has its advice and its retry rule. */
export const readErrorKindSchema = z.enum([
  'bad-credential',
  'limited-scope',
  'exhausted',
  'rate-limited',
  'unavailable',
  'timed-out',
  'offline',
  'malformed',
  'refused',
]);
export type ReadErrorKind = z.infer<typeof readErrorKindSchema>;

/** `message` is a sentence for the person and never holds a credential or a URL with a query. */
export const readErrorSchema = z.object({
  kind: readErrorKindSchema,
  message: z.string(),
  /** The provider asked not to be called before this instant. */
  retryAt: instantSchema.nullable(),
});
export type ReadError = z.infer<typeof readErrorSchema>;

/** How polling goes on after an error: `never` until the credential changes, `usual` at the usual interval, `backoff` growing. */
export const retryRule: Record<ReadErrorKind, 'never' | 'usual' | 'backoff'> = {
  'bad-credential': 'never',
  'limited-scope': 'backoff',
  exhausted: 'usual',
  'rate-limited': 'backoff',
  unavailable: 'backoff',
  'timed-out': 'backoff',
  offline: 'backoff',
  malformed: 'backoff',
  refused: 'backoff',
};

/** What the person can do about an error, in one sentence. */
export const advice: Record<ReadErrorKind, string> = {
  'bad-credential': 'Replace the credential. Nothing more is asked until it changes.',
  'limited-scope':
    'This credential may not see the balance. Use one with more rights, or enter the plan by hand.',
  exhausted: 'Buy credits or wait for the refill.',
  'rate-limited': 'Nothing to do: Fuelgauge waits as long as the provider asks.',
  unavailable:
    'Nothing to do: Fuelgauge tries again, less and less often. The provider’s status page may tell more.',
  'timed-out': 'Nothing to do: Fuelgauge tries again, less and less often.',
  offline: 'Check this computer’s network connection.',
  malformed: 'The provider may have changed its answer. Look for an update of Fuelgauge.',
  refused: 'The request was refused. Look for an update of Fuelgauge, or check the proxy of this network.',
};

/** Why a command could not be carried out. */
export const commandErrorKindSchema = z.enum([
  'bad-input',
  'unknown-provider',
  'unknown-account',
  'ambiguous-account',
  'unknown-plan',
  'locked',
  'wrong-passphrase',
  'not-writable',
  'not-delivered',
  'not-supported',
]);
export const commandErrorSchema = z.object({ kind: commandErrorKindSchema, message: z.string() });
export type CommandError = z.infer<typeof commandErrorSchema>;

export type Result<Value, Failure> = { ok: true; value: Value } | { ok: false; error: Failure };
export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const fail = <Failure>(error: Failure): { ok: false; error: Failure } => ({ ok: false, error });

/** What was entered cannot be used; the sentence says why, and what to enter. */
export const badInput = (message: string) => fail<CommandError>({ kind: 'bad-input', message });

/** Such as an account of a newer Fuelgauge. */
export const unknownProvider = (id: string) =>
  fail<CommandError>({
    kind: 'unknown-provider',
    message: `This version of Fuelgauge knows no provider “${id}”.`,
  });
