import { z } from 'zod';
import { instantSchema } from './unit.ts';

/** Why there is no reading. A closed union: each kind has its advice and its retry rule. */
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

/** `message` is a sentence for the user; it never contains a credential or a URL with a query. */
export const readErrorSchema = z.object({
  kind: readErrorKindSchema,
  message: z.string(),
  /** The provider wants no request before this instant. */
  retryAt: instantSchema.nullable(),
});
export type ReadError = z.infer<typeof readErrorSchema>;

/** Whether an error says nothing about the account: the provider could not be reached, or not be understood. */
export const isUnreachable = (kind: ReadErrorKind): boolean =>
  kind !== 'bad-credential' && kind !== 'limited-scope' && kind !== 'exhausted';

/**
 * How polling goes on after an error: `never` until the credential changes, `usual` at the usual interval, `backoff` at
 * growing ones.
 */
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

/** What you can do about an error, in a sentence or two. */
export const advice: Record<ReadErrorKind, string> = {
  'bad-credential': 'Replace the key. Polling stops until you do.',
  'limited-scope':
    'This key can’t read the balance. Use one with more permissions, or enter the plan yourself.',
  exhausted: 'Buy credits or wait for the refill.',
  'rate-limited': 'Nothing to do: Fuelgauge waits as long as the provider asks.',
  unavailable:
    'Nothing to do: Fuelgauge keeps trying, at growing intervals. The provider’s status page may say more.',
  'timed-out': 'Nothing to do: Fuelgauge keeps trying, at growing intervals.',
  offline: 'Check this computer’s network connection.',
  malformed: 'The provider may have changed its API. Check for a Fuelgauge update.',
  refused: 'Check your network’s proxy and certificates, or check for a Fuelgauge update.',
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
  /** You must agree first; the sentence says to what. */
  'needs-consent',
]);
export const commandErrorSchema = z.object({ kind: commandErrorKindSchema, message: z.string() });
export type CommandError = z.infer<typeof commandErrorSchema>;

export type Result<Value, Failure> = { ok: true; value: Value } | { ok: false; error: Failure };
export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const fail = <Failure>(error: Failure): { ok: false; error: Failure } => ({ ok: false, error });

/** The input is not valid; the sentence says why, and what to enter. */
export const badInput = (message: string) => fail<CommandError>({ kind: 'bad-input', message });

/** For example the provider of an account added by a newer version. */
export const unknownProvider = (id: string) =>
  fail<CommandError>({
    kind: 'unknown-provider',
    message: `This version of Fuelgauge doesn’t know the provider “${id}”.`,
  });

/** Thrown where the history cannot be written, as on a full disk: what calls it need not expect that. */
export class StorageError extends Error {
  readonly error: CommandError;
  constructor(error: CommandError) {
    super(error.message);
    this.error = error;
  }
}

/** The outcome of the work; a StorageError becomes its sentence. */
export async function storing<Value>(
  work: () => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError) return fail(error.error);
    throw error;
  }
}
